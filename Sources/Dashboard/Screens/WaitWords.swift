import Model
import Terminal

/// What tasks wait for, in few words.
enum WaitWords {
    /// `#12 name`, `gather 140 of 200, 3 failed`, `queue Desk.jobs put 100/100`, `timer`.
    static func what(_ task: TaskRecord, in picture: Picture) -> Phrase {
        guard let wait = task.wait else { return "" }
        if let (wait, resource) = picture.resourceWait(of: task) {
            return ResourceWords.title(resource, role: wait.role) + ResourceWords.use(resource)
        }
        if let id = wait.task {
            return .place("\(id) ") + Phrase((picture.tasks[id] ?? picture.ended.last { $0.id == id })?.label ?? "")
        }
        if let group = task.onGroup.flatMap({ picture.groups[$0] }) {
            return Phrase("\(GroupWords.kind(group)) ") + GroupWords.progress(group)
        }
        return plain(wait)
    }

    /// Where nothing more is known than the agent's own words.
    static func plain(_ wait: Wait) -> Phrase {
        guard let on = wait.on else { return wait.kind == "unknown" ? .muted("unknown") : Phrase(wait.kind) }
        return on.contains(wait.kind) ? Phrase(on) : Phrase(wait.kind) + .muted(" ") + Phrase(on)
    }
}

/// Queues, locks and pools in few words.
enum ResourceWords {
    /// `queue Desk.jobs put`, `lock Cache.refresh`. What one does with a lock needs no word.
    static func title(_ resource: Resource, role: String? = nil) -> Phrase {
        let name = resource.name ?? resource.type
        let verb = role.map { ["acquire", "wait"].contains($0) ? "" : " \($0)" } ?? ""
        return Phrase("\(resource.kind.name) ") + .strong(name) + Phrase(verb)
    }

    /// ` 20/20, 37 wait`; nothing where one has it and nobody else waits.
    static func use(_ resource: Resource) -> Phrase {
        var phrase: Phrase = ""
        if let limit = resource.limit, limit > 1, let use = resource.use {
            phrase += Phrase(" \(use)/\(limit)", use >= limit ? .look : .text)
        } else if resource.limit == nil, resource.kind == .queue, let depth = resource.depth, depth > 0 {
            phrase += " " + Phrase(NumberText.grouped(depth))
        }
        if resource.waiting > 1 { phrase += .muted(", \(NumberText.grouped(resource.waiting)) wait") }
        return phrase
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
    static func kind(_ group: AwaitGroup) -> String {
        switch group.kind {
        case "task_group": "TaskGroup"
        case "cancel_scope": "cancel scope"
        default: group.kind
        }
    }

    /// `140 of 200, 3 failed`.
    static func progress(_ group: AwaitGroup) -> Phrase {
        guard group.total != nil || group.done != nil else { return "" }
        let words: (Int?) -> String = { $0.map(NumberText.grouped) ?? "?" }
        let phrase = Phrase("\(words(group.done)) of \(words(group.total))")
        guard let failed = group.failed, failed > 0 else { return phrase }
        return phrase + .muted(", ") + Phrase("\(NumberText.grouped(failed)) failed", .look)
    }

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
