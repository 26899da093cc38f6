extension FindingKind {
    static let stuckTask = FindingKind(
        slug: .stuckTask, title: "stuck task", severity: .warning,
        thresholds: [
            Threshold(name: "seconds", value: 10, meaning: "seconds that a wait has to last"),
            Threshold(name: "factor", value: 20, meaning: "times longer than usual at its line, where only that tells"),
        ],
        meaning: "A task waits far longer than is normal for what it waits for, and nothing about that moves.",
        why: "Whoever waits for its result waits too; a request has long given up.",
        remedy: "look at who has what it waits for; put a limit on the wait: asyncio.timeout() or wait_for()",
        wrong: """
            reply = await answers[key]               # who sets it if the other side has died?
            """,
        right: """
            async with asyncio.timeout(10):
                reply = await answers[key]
            """,
        check: { context in
            let others = context.stuck.filter { $0.reason != .deadlock && !context.isExplained($0) }
            let places = Dictionary(grouping: others) { context.picture.tasks[$0.id]?.location }
            return places.values.compactMap { evidence($0, context) }
        })

    /// Of those that are stuck at one line, the longest first.
    private static func evidence(_ stuck: [StuckTask], _ context: FindingContext) -> Evidence? {
        guard let first = stuck.first, let task = context.picture.tasks[first.id] else { return nil }
        var sentence = context.title(first.id)
        if stuck.count > 1 { sentence += " and \(stuck.count - 1) more" }
        sentence += stuck.count > 1 ? " have waited" : " has waited"
        sentence += " for \(task.wait?.isExact == false ? "at least " : "")\(DurationText.short(first.seconds))"
        if stuck.count > 1 { sentence += " at the longest" }
        sentence += reason(first, context)
        let behind = context.graph.reach(from: stuck.map(\.id)).count - stuck.count
        if behind > 0 { sentence += "; \(behind) \(Plural.choose(behind, "waits", "wait")) behind" }
        var evidence = Evidence(key: task.location?.key ?? task.coroutine, sentence, at: task.location)
        evidence.concerns(stuck.map(\.id))
        evidence.resource = context.picture.resourceWaits[first.id]?.resource
        evidence.since = task.wait?.since
        return evidence
    }

    private static func reason(_ stuck: StuckTask, _ context: FindingContext) -> String {
        func name(_ wait: ResourceWait) -> String {
            context.picture.resources[wait.resource].map { context.name($0) } ?? "something"
        }
        switch stuck.reason {
        case .deadlock: return " in a circle"
        case .held(let wait, let seconds):
            var words = " for \(name(wait))"
            if let holder = context.picture.resources[wait.resource]?.holders.first {
                let least = holder.isExact ? "" : "at least "
                words += ", which \(context.title(holder.task)) has had for \(least)\(DurationText.short(seconds))"
                if let place = holder.location { words += " at " + context.place(place) }
            }
            return words + causeOfHolder(stuck.id, context)
        case .leaked(let wait): return " for \(name(wait)), of which a task that has ended has the last"
        case .full(let wait): return " to put into \(name(wait)), which is full, and nobody takes from it"
        case .unread(let process): return " for \(process): nothing goes on there until somebody does"
        case .unusual(let waits, let bound):
            return "; of \(waits) waits at this line nearly all were below \(DurationText.short(bound))"
        }
    }

    /// What the one at the end of the chain waits for.
    private static func causeOfHolder(_ task: TaskID, _ context: FindingContext) -> String {
        let cause = context.graph.cause(of: task)
        guard cause.links.count > 1, let last = cause.links.last else { return "" }
        let place = last.location.map { " at " + context.place($0) } ?? ""
        switch cause.end {
        case .timer: return "; that one sleeps\(place)"
        case .peer(let wait):
            let who = wait.peer ?? "the other side"
            return "; that one waits for \(who) (\(wait.on ?? wait.kind))\(place)"
        case .running, .blocking: return "; that one runs\(place)"
        case .job: return "; that one waits for a thread\(place)"
        default: return ""
        }
    }
}

extension FindingContext {
    /// True of a task that waits for what a finding of another kind is about.
    func isExplained(_ stuck: StuckTask) -> Bool {
        if case .leaked = stuck.reason { return true }
        guard let wait = picture.resourceWaits[stuck.id], let resource = picture.resources[wait.resource] else {
            return false
        }
        return resource.abandonedSince != nil || resource.unwokenSince != nil
            || !resource.fallen.isEmpty && FindingKind.state(of: resource, self) != nil
    }
}
