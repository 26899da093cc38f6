import Model
import Terminal

/// The first sentence about a task that does not go on: what it waits for, who has that, and what comes of it.
struct WhyAnswer {
    private let scene: Scene
    private let task: TaskRecord
    private let cause: RootCause
    private let now: Double

    init(_ scene: Scene, _ task: TaskRecord, cause: RootCause, now: Double) {
        self.scene = scene
        self.task = task
        self.cause = cause
        self.now = now
    }

    private var picture: Picture { scene.picture }
    private var graph: WaitGraph { scene.graph }
    private var stuck: StuckTask? { scene.board.stuck.first { $0.id == task.id } }

    /// The answer, and a line on those who wait for this one.
    var lines: [PageLine] {
        let behind = task.state.isEnded ? 0 : graph.behind(task.id)
        guard behind > 0 else { return [PageLine(sentence)] }
        let count = Phrase(NumberText.grouped(behind), .strong)
        return [
            PageLine(sentence),
            PageLine("  " + count + .muted(" " + Plural.choose(behind, "task waits", "tasks wait")) + " behind it"),
        ]
    }

    private var sentence: Phrase {
        guard !task.state.isEnded, let wait = task.wait else { return scene.sentence(about: task, now: now) }
        let deadlock = graph.deadlock(behind: task.id)
        guard stuck != nil || deadlock != nil else { return scene.sentence(about: task, now: now) + conclusion }
        let glyphs = scene.settings.glyphs
        let duration = TaskCells.waitText(wait, now: now, glyphs: glyphs)
        let start = Phrase("\(glyphs.warning) stuck \(duration)", .act) + .muted(": waits for ")
        let what = WaitWords.what(task, in: picture) + holder
        if let deadlock { return start + what + circle(deadlock) }
        return start + what + (task.location.map { .muted(" at ") + scene.place($0) } ?? "") + reason + conclusion
    }

    /// `, held by #17 audit`.
    private var holder: Phrase {
        guard let link = cause.links.first, link.heldSince != nil, let next = nextTask else { return "" }
        return .muted(", held by ") + scene.title(next)
    }

    private var nextTask: TaskID? {
        if cause.links.count > 1 { return cause.links[1].task }
        if case .cycle(let entry) = cause.end { return entry }
        return nil
    }

    private func circle(_ deadlock: Deadlock) -> Phrase {
        let count = deadlock.members.count
        let tasks = count == 1 ? "itself" : "a circle of \(count) tasks"
        let words =
            deadlock.id.contains(task.id) ? (count == 1 ? "; it has that itself" : "; \(tasks)") : "; behind \(tasks)"
        return Phrase(words, .act) + .muted(", nothing will wake ") + .muted(count == 1 ? "it" : "them")
    }

    private var reason: Phrase {
        guard case .unusual(let waits, let bound)? = stuck?.reason else { return "" }
        return .muted("; nearly all of \(NumberText.grouped(waits)) waits here were below ")
            + Phrase(DurationText.short(bound))
    }

    /// What the last one on the way waits for, where there is a way.
    private var conclusion: Phrase {
        guard let last = cause.links.last, cause.links.count > 1, let words = words(of: last) else { return ends }
        // Of several who have it nobody knows which one gives it back first.
        guard !cause.links.contains(where: { $0.holders > 1 }) else { return "" }
        return .muted("; in the end for ") + scene.title(last.task) + .muted(", ") + words
    }

    private func words(of last: WaitLink) -> Phrase? {
        guard let record = picture.tasks[last.task] else { return nil }
        let at: Phrase = last.location.map { .muted(" at ") + scene.place($0) } ?? ""
        switch cause.end {
        case .timer: return .muted("which sleeps") + at
        case .peer: return .muted("which waits for ") + WaitWords.what(record, in: picture) + at
        case .running: return .muted("which runs") + at
        case .blocking: return Phrase("which blocks the loop", .act) + at
        case .job: return .muted("which waits for a thread") + at
        case .several, .anyone, .leak: return .muted("which waits for ") + WaitWords.what(record, in: picture) + at
        case .cycle: return .muted("which waits for it again")
        case .unknown: return nil
        }
    }

    /// Of a task that waits for no other one.
    private var ends: Phrase {
        switch cause.end {
        case .leak: .muted("; ") + Phrase("those who took it have ended", .act)
        case .anyone(let wait): Self.waker(wait).map { .muted("; \($0)") } ?? ""
        default: ""
        }
    }

    private static func waker(_ wait: ResourceWait) -> String? {
        switch wait.role {
        case "get": "whoever puts next wakes it"
        case "put": "whoever takes next wakes it"
        case "join": "it goes on once all items are done"
        default: nil
        }
    }
}
