import JSON
import Model

/// Why a task does not go on: the way from it to what would have to happen first.
struct WhyText {
    private let picture: Picture
    private let cause: RootCause
    private let behind: Int
    private let deadlock: Deadlock?

    init(of task: TaskID, in picture: Picture) {
        let graph = WaitGraph(picture)
        self.picture = picture
        cause = graph.cause(of: task)
        behind = graph.behind(task)
        deadlock = graph.deadlock(behind: task)
    }

    // MARK: For people

    var lines: [String] {
        var lines = cause.links.enumerated().flatMap { index, link in self.lines(of: link, at: index) }
        if let end { lines.append("  " + end) }
        if behind > 0 {
            lines.append("  \(Plural.count(behind, "task")) \(Plural.choose(behind, "waits", "wait")) behind it")
        }
        return lines
    }

    private func lines(of link: WaitLink, at index: Int) -> [String] {
        guard let task = picture.tasks[link.task] else { return [] }
        let waits = task.wait == nil ? task.state.rawValue : "waits for \(what(task, link))"
        let place = TaskCells.place(link.location, in: picture)
        var lines = ["  \(index == 0 ? "" : "then ")\(task.id) \(task.name) \(waits), at \(place)"]
        if let held = held(link, by: next(after: index)) { lines.append("      " + held) }
        return lines
    }

    private func what(_ task: TaskRecord, _ link: WaitLink) -> String {
        guard let wait = link.resource, let resource = picture.resources[wait.resource] else {
            return WaitDescription(of: task, in: picture).text
        }
        return WaitDescription(resource, role: wait.role).text
    }

    /// The task of the next link, or in a circle of the first of it.
    private func next(after index: Int) -> TaskID? {
        if index + 1 < cause.links.count { return cause.links[index + 1].task }
        if case .cycle(let entry) = cause.end { return entry }
        return nil
    }

    private func held(_ link: WaitLink, by holder: TaskID?) -> String? {
        if link.isTaken, let holder { return "full; who took from it is \(TextLines.tasks([holder], in: picture))" }
        guard let since = link.heldSince, let holder else { return nil }
        let least = link.isHeldExactly ? "" : "at least "
        var words =
            "held by \(TextLines.tasks([holder], in: picture)) for \(least)\(DurationText.short(picture.now - since))"
        if let place = link.heldAt { words += ", taken at \(TaskCells.place(place, in: picture))" }
        if link.holders > 1 { words += ", and by \(link.holders - 1) more" }
        return words
    }

    private var end: String? {
        switch cause.end {
        case .cycle(let id):
            deadlock == nil
                ? "a cycle: \(id) waits for itself in the end"
                : "a cycle: \(id) waits for itself in the end; nothing will wake these tasks"
        case .leak: "those who took it have ended and never gave it back"
        case .blocking: "it keeps the loop from everything else"
        case .job(let job):
            job?.location.map { "a thread does the work, at \(TaskCells.place($0, in: picture))" }
                ?? "a thread does the work"
        case .anyone(let wait): WakerText.sentence(wait, in: picture)
        case .several(let group, let count):
            "\(Plural.count(count, "task")) of \(picture.groups[group].map { WaitDescription($0).text } ?? "a group") "
                + Plural.choose(count, "has not ended", "have not ended")
        case .peer(let wait): PeerText.sentence(wait, at: picture.now)
        case .timer, .running, .unknown: nil
        }
    }

    // MARK: For scripts

    /// `why`, `cause`, `cycle`, `deadlock` and `behind`.
    var fields: [(String, JSONValue)] {
        [
            ("why", .array(cause.links.enumerated().compactMap { index, link in json(link, at: index) })),
            ("cause", cause.links.isEmpty ? .null : endJSON), ("cycle", cycle),
            ("deadlock", deadlock.map { .array($0.id.map { .int($0.rawValue) }) } ?? .null), ("behind", .int(behind)),
        ]
    }

    private func json(_ link: WaitLink, at index: Int) -> JSONValue? {
        guard let task = picture.tasks[link.task] else { return nil }
        return [
            "task": .int(task.id.rawValue), "name": .string(task.name), "state": .string(task.state.rawValue),
            "wait": TaskJSON.wait(task, in: picture), "location": TaskJSON.location(link.location),
            "held": heldJSON(link, by: next(after: index)),
        ]
    }

    private func heldJSON(_ link: WaitLink, by holder: TaskID?) -> JSONValue {
        guard let since = link.heldSince, let holder else { return .null }
        return [
            "task": .int(holder.rawValue), "seconds": .double(TaskJSON.rounded(picture.now - since)),
            "location": TaskJSON.location(link.heldAt), "holders": .int(link.holders),
        ]
    }

    private var endJSON: JSONValue {
        [
            "kind": .string(kind), "task": JSONValue(cause.links.last?.task.rawValue),
            "location": TaskJSON.location(cause.links.last?.location),
            "peer": JSONValue(peer?.peer), "direction": JSONValue(peer?.on),
        ]
    }

    private var peer: Wait? {
        if case .peer(let wait) = cause.end { wait } else { nil }
    }

    private var kind: String {
        switch cause.end {
        case .peer: "peer"
        case .timer: "timer"
        case .running: "running"
        case .blocking: "blocking"
        case .job: "thread"
        case .several: "several"
        case .leak: "leak"
        case .anyone: "anyone"
        case .cycle: "cycle"
        case .unknown: "unknown"
        }
    }

    private var cycle: JSONValue {
        guard case .cycle(let id) = cause.end else { return .null }
        return .int(id.rawValue)
    }
}
