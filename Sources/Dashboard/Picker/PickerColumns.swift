import Model
import Terminal

/// A column of the list of services: title, width, rank and content in one place.
struct PickerColumn: Sendable {
    var title: String
    var width: Int
    /// Where room is short the column with the lowest rank goes first.
    var rank: Int
    var align: Canvas.Alignment = .left
    var cell: @Sendable (PickerCell) -> Phrase
}

/// What a cell of the list is made from.
struct PickerCell {
    var row: Picker.Row
    var glyphs: Glyphs
    var isUnfolded: Bool

    private var application: ListedApplication { row.application }
    var server: String? { row.worker?.server ?? application.server }
    var python: String? { row.worker?.python ?? application.python }
    var loop: String? { row.worker?.loop ?? application.loop }
    var tasks: Int? { row.worker == nil ? application.tasks : row.worker?.tasks }
    var lag: Double? { row.worker == nil ? application.lag : row.worker?.lag }
    var pid: Int { row.worker?.pid ?? application.pid }

    /// The name, with a mark for an application that can be unfolded.
    var name: Phrase {
        if row.worker != nil {
            return Phrase("  \(row.isLast ? glyphs.treeLast : glyphs.treeBranch) ", .border) + .muted("worker")
        }
        guard application.hasWorkers else { return Phrase("  ") + .strong(application.name) }
        let mark = isUnfolded ? glyphs.expanded : glyphs.collapsed
        let count = application.members.count
        return .muted("\(mark) ") + .strong(application.name) + .muted("  " + Plural.count(count, "worker"))
    }

    /// What stands in the way, or how one gets in; empty for a service that answers.
    var note: Phrase {
        guard let service = row.service else {
            return application.hasAgent ? "" : .muted("\(glyphs.stale) no agent: unfold, and pick a worker")
        }
        switch service.access {
        case .agent: return ""
        case .unanswered(_, let reason): return Phrase("\(glyphs.warning) \(reason)", .look)
        case .noAgent(let wayIn): return .muted("\(glyphs.stale) no agent: ") + Phrase(wayIn)
        }
    }
}

enum PickerColumns {
    /// The column of names takes at least so much, and what the others leave.
    static let leastName = 22
    private static let leastNote = 26

    static let all: [PickerColumn] = [
        PickerColumn(title: "PID", width: 8, rank: 9, align: .right) { .muted("\($0.pid)") },
        PickerColumn(title: "SERVER", width: 9, rank: 3) { known($0.server) },
        PickerColumn(title: "PYTHON", width: 7, rank: 2) { known($0.python) },
        PickerColumn(title: "LOOP", width: 7, rank: 1) { known($0.loop) },
        PickerColumn(title: "TASKS", width: 8, rank: 7, align: .right) { known($0.tasks.map(NumberText.grouped)) },
        PickerColumn(title: "LAG", width: 8, rank: 8, align: .right) { cell in
            guard let lag = cell.lag else { return known(nil) }
            return Phrase(DurationText.short(lag), lag >= 1 ? .act : lag >= 0.1 ? .look : .text)
        },
    ]

    private static func known(_ text: String?) -> Phrase { text.map { Phrase($0) } ?? .muted("-") }

    /// The columns that fit, each with its place; the names' width, and where the notes begin.
    static func layout(width: Int) -> (name: Int, columns: [(column: PickerColumn, x: Int)], note: Int) {
        var shown = all
        func needed() -> Int { leastName + leastNote + shown.reduce(0) { $0 + $1.width + 2 } + 2 }
        while shown.count > 2, needed() > width {
            let lowest = shown.indices.min { shown[$0].rank < shown[$1].rank } ?? 0
            shown.remove(at: lowest)
        }
        let name = min(34, max(leastName, leastName + (width - needed()) / 2))
        var x = 1 + name + 2
        let columns = shown.map { column in
            defer { x += column.width + 2 }
            return (column: column, x: x)
        }
        return (name, columns, x)
    }
}
