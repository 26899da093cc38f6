import Model
import Terminal

/// What the cells of the task table say.
enum TaskCells {
    /// Tree guides, number and name.
    @Sendable static func name(_ cell: TaskCell) -> Phrase {
        (cell.form == .flat ? "" : guides(cell)) + title(cell)
    }

    private static func title(_ cell: TaskCell) -> Phrase {
        let isDim = cell.isEnded || !cell.row.tree.isMatch
        if let group = cell.group { return GroupWords.title(group, cell) }
        if case .cycle(let id, _) = cell.row.id {
            return .place("\(id)") + Phrase(" \(cell.picture.tasks[id]?.label ?? "") again", .look)
        }
        if case .alike(let alike) = cell.row.id {
            let count = NumberText.grouped(cell.summary?.count ?? 0)
            return .muted("\(cell.glyphs.ellipsis) \(count) more alike  \(alike.coroutine)")
        }
        guard let task = cell.task else { return "" }
        // A name that nobody gave says nothing: the coroutine does.
        let title =
            task.isNamed
            ? Phrase("\(task.id) \(task.name)", isDim ? .muted : .strong)
            : Phrase("\(task.id) \(task.coroutine)", isDim ? .muted : .text)
        let below = below(cell, beside: title)
        return task.isNamed || !below.isEmpty ? title + below : title + .muted(" \(task.name)")
    }

    /// `(78)`: so many tasks stand below; of a folded line also how they are: `(240: 238 waiting, 2 running)`, or by
    /// their marks where there is less room.
    private static func below(_ cell: TaskCell, beside title: Phrase) -> Phrase {
        let row = cell.row.tree
        guard row.below > 1 || row.isCollapsed, row.below > 0 else { return "" }
        let count = NumberText.grouped(row.below)
        guard row.isCollapsed, let states = row.summary?.states else { return .muted(" (\(count))") }
        let room = cell.width - title.columns() - guides(cell).columns()
        func told(_ one: (TaskSummary.StateCount) -> String, by separator: String) -> Phrase {
            .muted(" (\(count): ")
                + .joined(states.map { Phrase(one($0), role(of: $0.state)) }, by: .muted(separator)) + .muted(")")
        }
        let words = told({ "\(NumberText.grouped($0.count)) \($0.state.rawValue)" }, by: ", ")
        if words.columns() <= room { return words }
        let marks = told({ "\(cell.glyphs.state($0.state))\(NumberText.grouped($0.count))" }, by: " ")
        return marks.columns() <= room ? marks : .muted(" (\(count))")
    }

    static func guides(_ cell: TaskCell) -> Phrase {
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
        guard let task = cell.task else { return PlaceCells.states(cell) }
        if cell.isEnded, !task.isOutcomeKnown {
            return .muted(cell.isNarrow ? "\(cell.glyphs.dot)" : "\(cell.glyphs.dot) ended")
        }
        return state(alone: task.state, cell)
    }

    static func role(of state: TaskState) -> Role {
        switch state {
        case .running: .good
        case .ready, .waiting: .text
        case .cancelling, .cancelled: .look
        case .failed: .act
        case .done: .muted
        }
    }

    /// How long the present wait lasts; `≥` where it may be longer, `≤` where it is the longest of several.
    @Sendable static func wait(_ cell: TaskCell) -> Phrase {
        if let task = cell.task {
            guard let wait = task.wait else { return "" }
            return Phrase(waitText(wait, now: cell.now, glyphs: cell.glyphs))
        }
        if let group = cell.group {
            guard let wait = GroupWords.awaiter(of: group, in: cell.picture)?.wait else { return "" }
            return Phrase(waitText(wait, now: cell.now, glyphs: cell.glyphs))
        }
        guard let wait = cell.summary?.wait else { return "" }
        let most = cell.form == .folded ? "" : cell.glyphs == .ascii ? "<" : "≤"
        let text = waitText(wait, now: cell.now, glyphs: cell.glyphs)
        return Phrase(wait.isExact ? most + text : text, cell.form == .folded ? .text : .muted)
    }

    static func waitText(_ wait: Wait, now: Double, glyphs: Glyphs) -> String {
        (wait.isExact ? "" : (glyphs == .ascii ? ">" : "≥")) + DurationText.short(now - wait.since)
    }

    /// What it waits for; of an ended task, how it ended.
    @Sendable static func waitsFor(_ cell: TaskCell) -> Phrase {
        if let task = cell.task, cell.isEnded {
            if let error = task.error { return Phrase(error, .act) }
            return .muted("ended \(DurationText.short(cell.now - (task.ended ?? cell.now))) ago")
        }
        if let group = cell.group { return GroupWords.progress(group) }
        if case .cycle = cell.row.id { return Phrase("a circle: nothing will wake them", .act) }
        guard let task = cell.task ?? cell.summary?.longest.flatMap({ cell.picture.tasks[$0] }) else { return "" }
        let words = WaitWords.what(task, in: cell.picture)
        return cell.task == nil && cell.form != .folded ? words.saying(.muted) : words
    }

    /// Runs by the loop; `≈` where they are sampled.
    @Sendable static func steps(_ cell: TaskCell) -> Phrase {
        effort(of: cell).flatMap { EffortWords.steps($0, cell.glyphs) } ?? ""
    }

    /// Time spent in them.
    @Sendable static func busy(_ cell: TaskCell) -> Phrase {
        effort(of: cell).flatMap { EffortWords.busy($0, cell.glyphs) } ?? ""
    }

    private static func effort(of cell: TaskCell) -> Effort? { cell.task?.effort ?? cell.summary?.effort }

    /// Since its creation.
    @Sendable static func age(_ cell: TaskCell) -> Phrase {
        guard let task = cell.task else { return "" }
        guard let created = task.created else { return .muted("?") }
        return .muted(DurationText.short((task.ended ?? cell.now) - created))
    }

    @Sendable static func coroutine(_ cell: TaskCell) -> Phrase {
        Phrase(cell.task?.coroutine ?? "", cell.isEnded ? .muted : .text)
    }

    /// The line of code where it stands.
    @Sendable static func place(_ cell: TaskCell) -> Phrase {
        if let group = cell.group { return group.location.map(cell.place) ?? "" }
        guard let task = cell.task ?? cell.summary?.longest.flatMap({ cell.picture.tasks[$0] }) else { return "" }
        return task.location.map(cell.place) ?? ""
    }
}
