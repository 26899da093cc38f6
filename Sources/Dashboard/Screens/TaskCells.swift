import Model
import Terminal

/// What the cells of the task table say.
enum TaskCells {
    /// Tree guides, number and name.
    @Sendable static func name(_ cell: TaskCell) -> Phrase {
        // A name that nobody gave says nothing: the coroutine does.
        let task = cell.task
        let isDim = cell.isEnded || !cell.row.tree.isMatch
        let title: Phrase =
            task.isNamed
            ? Phrase("\(task.id) \(task.name)", isDim ? .muted : .strong)
            : Phrase("\(task.id) \(task.coroutine)", isDim ? .muted : .text) + .muted(" \(task.name)")
        return cell.isTree ? guides(cell) + title : title
    }

    private static func guides(_ cell: TaskCell) -> Phrase {
        let row = cell.row.tree
        let glyphs = cell.glyphs
        var lines = ""
        if row.depth > 0 {
            for goesOn in row.ancestorsContinue.dropFirst().suffix(20) {
                lines += goesOn ? glyphs.treePipe : glyphs.treeBlank
            }
            lines += row.isLast ? glyphs.treeLast : glyphs.treeBranch
        }
        guard row.childCount > 0 else { return Phrase(lines + " ", .border) }
        if row.depth > 0 { lines.removeLast() }
        return Phrase(lines, .border) + .muted("\(row.isCollapsed ? glyphs.collapsed : glyphs.expanded) ")
    }

    /// A mark and a word.
    @Sendable static func state(_ cell: TaskCell) -> Phrase {
        let task = cell.task
        if cell.isEnded, !task.isOutcomeKnown { return Phrase("\(cell.glyphs.dot) ended", .muted) }
        return Phrase("\(cell.glyphs.state(task.state)) \(task.state.rawValue)", role(of: task))
    }

    static func role(of task: TaskRecord) -> Role {
        switch task.state {
        case .running: .good
        case .ready, .waiting: .text
        case .cancelling, .cancelled: .look
        case .failed: .act
        case .done: .muted
        }
    }

    /// How long the present wait lasts; `≥` where it may be longer.
    @Sendable static func wait(_ cell: TaskCell) -> Phrase {
        guard let wait = cell.task.wait else { return "" }
        return Phrase(waitText(wait, now: cell.now, glyphs: cell.glyphs))
    }

    static func waitText(_ wait: Wait, now: Double, glyphs: Glyphs) -> String {
        (wait.isExact ? "" : (glyphs == .ascii ? ">" : "≥")) + DurationText.short(now - wait.since)
    }

    /// What it waits for; of an ended task, how it ended.
    @Sendable static func waitsFor(_ cell: TaskCell) -> Phrase {
        if cell.isEnded {
            if let error = cell.task.error { return Phrase(error, .act) }
            return .muted("ended \(DurationText.short(cell.now - (cell.task.ended ?? cell.now))) ago")
        }
        guard let wait = cell.task.wait else { return "" }
        return what(wait, in: cell.picture)
    }

    static func what(_ wait: Wait, in picture: Picture) -> Phrase {
        if let id = wait.task {
            return .place("\(id) ") + Phrase((picture.tasks[id] ?? picture.ended.last { $0.id == id })?.label ?? "")
        }
        guard let on = wait.on else { return wait.kind == "unknown" ? .muted("unknown") : Phrase(wait.kind) }
        return on.contains(wait.kind) ? Phrase(on) : Phrase(wait.kind) + .muted(" ") + Phrase(on)
    }

    /// Since its creation.
    @Sendable static func age(_ cell: TaskCell) -> Phrase {
        guard let created = cell.task.created else { return .muted("?") }
        return .muted(DurationText.short((cell.task.ended ?? cell.now) - created))
    }

    @Sendable static func coroutine(_ cell: TaskCell) -> Phrase {
        Phrase(cell.task.coroutine, cell.isEnded ? .muted : .text)
    }

    /// The line of code where it stands.
    @Sendable static func place(_ cell: TaskCell) -> Phrase {
        guard let location = cell.task.location else { return "" }
        return Phrase(cell.location(location), cell.isEnded || !location.isUserCode ? .muted : .place)
    }
}
