import Model
import Terminal

extension Phrase {
    /// What a task waits for, with its meaning.
    init(_ description: WaitDescription) {
        self = description.parts.reduce(Phrase("")) { phrase, part in
            switch part.kind {
            case .words: phrase + Phrase(part.text)
            case .name: phrase + .strong(part.text)
            case .task: phrase + .place(part.text)
            case .aside: phrase + .muted(part.text)
            case .alarm: phrase + Phrase(part.text, .look)
            }
        }
    }
}

/// What tasks wait for, in few words.
enum WaitWords {
    /// As every command says it.
    static func what(_ task: TaskRecord, in picture: Picture) -> Phrase {
        Phrase(WaitDescription(of: task, in: picture))
    }
}

/// Queues, locks and pools in few words.
enum ResourceWords {
    /// `queue Desk.jobs put`, `lock Cache.refresh`.
    static func title(_ resource: Resource, role: String? = nil) -> Phrase {
        Phrase(WaitDescription(resource, role: role))
    }
}

/// Groups of tasks in few words.
enum GroupWords {
    /// `gather ×200 fetch_all`.
    static func title(_ group: AwaitGroup, _ cell: TaskCell) -> Phrase {
        let members = cell.summary
        let count = (group.total ?? members?.count).map { " \(cell.glyphs.times)\(NumberText.grouped($0))" } ?? ""
        let name = group.name ?? members?.longest.flatMap { cell.picture.tasks[$0]?.coroutine } ?? ""
        return Phrase(kind(group) + count, cell.row.tree.isMatch ? .strong : .muted) + .muted(" \(name)")
    }

    /// As Python calls it.
    static func kind(_ group: AwaitGroup) -> String { WaitDescription.kind(of: group) }

    /// `140/200, 3 failed`.
    static func progress(_ group: AwaitGroup) -> Phrase { Phrase(WaitDescription.progress(of: group)) }

    /// The task that waits for it now.
    static func awaiter(of group: AwaitGroup, in picture: Picture) -> TaskRecord? {
        guard let owner = group.owner.flatMap({ picture.tasks[$0] }), owner.onGroup == group.id else { return nil }
        return owner
    }
}

/// Steps and busy time in few words.
enum EffortWords {
    static func steps(_ effort: Effort, _ glyphs: Glyphs) -> Phrase? {
        effort.steps.map { .muted(mark(effort, glyphs)) + Phrase(NumberText.grouped($0)) }
    }

    static func busy(_ effort: Effort, _ glyphs: Glyphs) -> Phrase? {
        effort.busy.map { .muted(mark(effort, glyphs)) + Phrase(DurationText.short($0)) }
    }

    private static func mark(_ effort: Effort, _ glyphs: Glyphs) -> String {
        effort.isSampled ? (glyphs == .ascii ? "~" : "≈") : ""
    }
}
