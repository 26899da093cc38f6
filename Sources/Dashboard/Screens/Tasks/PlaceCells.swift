import Model
import Terminal

/// What cells say of lines that stand for several tasks; the tasks of an unfolded place have their say too.
enum PlaceCells {
    /// The line of code; below it its tasks.
    @Sendable static func place(_ cell: TaskCell) -> Phrase {
        guard case .place(let place) = cell.row.id else { return TaskCells.name(cell) }
        return TaskCells.guides(cell) + (place.location.map(cell.place) ?? .muted("nowhere known"))
    }

    @Sendable static func count(_ cell: TaskCell) -> Phrase {
        cell.summary.map { .strong(NumberText.grouped($0.count)) } ?? ""
    }

    /// How many more than at the first look, or fewer.
    @Sendable static func change(_ cell: TaskCell) -> Phrase {
        guard let change = cell.summary?.change else { return "" }
        if change == 0 { return .muted("0") }
        let count = NumberText.grouped(abs(change))
        return Phrase(change > 0 ? "+\(count)" : cell.glyphs == .ascii ? "-\(count)" : "−\(count)")
    }

    /// The wait in the middle of all.
    @Sendable static func median(_ cell: TaskCell) -> Phrase {
        cell.summary?.medianSince.map { .muted(DurationText.short(cell.now - $0)) } ?? ""
    }

    /// `○ 12  ● 1`: what asks for attention first; the word where there is one state alone.
    @Sendable static func states(_ cell: TaskCell) -> Phrase {
        if let task = cell.task { return TaskCells.state(alone: task.state, cell) }
        let states = cell.summary?.states ?? []
        if states.count == 1, let state = states.first?.state { return TaskCells.state(alone: state, cell) }
        return .joined(
            states.map {
                Phrase(
                    "\(cell.glyphs.state($0.state)) \(NumberText.grouped($0.count))", TaskCells.role(of: $0.state))
            },
            by: " ")
    }

    @Sendable static func coroutine(_ cell: TaskCell) -> Phrase {
        if let task = cell.task { return Phrase(task.coroutine) }
        guard let name = cell.summary?.longest.flatMap({ cell.picture.tasks[$0]?.coroutine }) else { return "" }
        return Phrase(name)
    }
}

extension TaskCells {
    /// The mark and the word of a state.
    static func state(alone state: TaskState, _ cell: TaskCell) -> Phrase {
        let words = StateWords(state, isStuck: cell.isStuck, cell.glyphs)
        return cell.isNarrow && cell.form != .folded ? words.mark : words.phrase
    }
}

/// How a task is: the mark and the word, the same wherever they stand.
struct StateWords {
    let mark: Phrase
    let phrase: Phrase

    init(_ state: TaskState, isStuck: Bool, _ glyphs: Glyphs) {
        let sign = isStuck ? glyphs.warning : glyphs.state(state)
        let role = isStuck ? Role.act : TaskCells.role(of: state)
        mark = Phrase("\(sign)", role)
        phrase = Phrase("\(sign) \(isStuck ? "stuck" : state.rawValue)", role)
    }
}
