import Model
import Terminal

/// What a cell of the task table is made from.
struct TaskCell {
    var row: TasksState.Row
    var task: TaskRecord
    var picture: Picture
    var glyphs: Glyphs
    var now: Double
    var isTree: Bool

    var isEnded: Bool { row.ended != nil }

    func location(_ location: CodeLocation) -> String {
        LocationText.short(location, directory: picture.service?.directory)
    }
}

/// A column of the task table: title, width, order and content in one place.
struct TaskColumn: Sendable {
    var title: String
    /// Columns at the least and at the most; what is left over goes to the columns in proportion to `growth`.
    var least: Int
    var most: Int
    var growth: Int
    /// Where room is short the column with the lowest rank goes first.
    var rank: Int
    var align: Canvas.Alignment
    /// What `s` sorts by to order the table by this column; nil where it cannot.
    var order: TaskSort?
    var cell: @Sendable (TaskCell) -> Phrase
}

enum TaskColumns {
    static let all: [TaskColumn] = [
        TaskColumn(
            title: "TASK", least: 26, most: 90, growth: 3, rank: 9, align: .left, order: .id, cell: TaskCells.name),
        TaskColumn(
            title: "STATE", least: 12, most: 12, growth: 0, rank: 7, align: .left, order: .state,
            cell: TaskCells.state),
        TaskColumn(
            title: "WAIT", least: 8, most: 8, growth: 0, rank: 10, align: .right, order: .wait, cell: TaskCells.wait),
        TaskColumn(
            title: "WAITS FOR", least: 18, most: 60, growth: 2, rank: 6, align: .left, order: nil,
            cell: TaskCells.waitsFor),
        TaskColumn(
            title: "AGE", least: 8, most: 8, growth: 0, rank: 5, align: .right, order: .age, cell: TaskCells.age),
        TaskColumn(
            title: "COROUTINE", least: 18, most: 60, growth: 2, rank: 4, align: .left, order: .coroutine,
            cell: TaskCells.coroutine),
        TaskColumn(
            title: "AT", least: 18, most: 60, growth: 2, rank: 10, align: .keepingEnd, order: .location,
            cell: TaskCells.place),
    ]

    /// The order that follows when a person goes on sorting: waits and ages begin with the longest.
    static func order(after order: TaskOrder) -> TaskOrder {
        let sorts = all.compactMap(\.order)
        let index = sorts.firstIndex(of: order.sort).map { ($0 + 1) % sorts.count } ?? 0
        return TaskOrder(sort: sorts[index], isAscending: ![.wait, .age, .state].contains(sorts[index]))
    }

    /// The columns that fit, each with its place.
    static func layout(width: Int) -> [(column: TaskColumn, x: Int, width: Int)] {
        var shown = all
        func needed() -> Int { shown.reduce(0) { $0 + $1.least + 2 } - 2 }
        while shown.count > 3, needed() > width {
            let lowest = shown.indices.min { shown[$0].rank < shown[$1].rank } ?? 0
            shown.remove(at: lowest)
        }
        var widths = shown.map(\.least)
        var spare = width - needed()
        while spare > 0 {
            let growing = shown.indices.filter { shown[$0].growth > 0 && widths[$0] < shown[$0].most }
            let shares = growing.reduce(0) { $0 + shown[$1].growth }
            guard shares > 0 else { break }
            let unit = max(1, spare / shares)
            for index in growing where spare > 0 {
                let more = min(unit * shown[index].growth, shown[index].most - widths[index], spare)
                widths[index] += more
                spare -= more
            }
        }
        var x = 1
        return shown.indices.map { index in
            defer { x += widths[index] + 2 }
            return (shown[index], x, widths[index])
        }
    }
}
