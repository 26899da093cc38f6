import Model
import Terminal

/// What a cell of the task table is made from.
struct TaskCell {
    var row: TasksState.Row
    /// The task on the line; nil where it stands for several.
    var task: TaskRecord?
    var picture: Picture
    var glyphs: Glyphs
    var now: Double
    var form: TaskForm
    /// True where marks stand for words.
    var isNarrow: Bool
    /// True of a task that does not go on although it should.
    var isStuck = false

    var isEnded: Bool { row.ended != nil }
    var summary: TaskSummary? { row.tree.summary }

    var group: AwaitGroup? {
        guard case .group(let id) = row.id else { return nil }
        return picture.groups[id]
    }

    func place(_ location: CodeLocation) -> Phrase {
        Phrase(
            LocationText.short(location, directory: picture.service?.directory),
            isEnded || !location.isUserCode ? .muted : .place)
    }
}

/// A column of the task table: title, width, order and content in one place.
struct TaskColumn: Sendable {
    var title: String
    /// Columns at the least and at the most; what is left over goes to the columns in proportion to `growth`.
    var least: Int
    var most: Int
    var growth = 0
    /// Where room is short the column with the lowest rank goes first.
    var rank: Int
    var align = Canvas.Alignment.left
    /// What `s` sorts by to order the table by this column; nil where it cannot.
    var order: TaskSort?
    var cell: @Sendable (TaskCell) -> Phrase
}

enum TaskColumns {
    /// Below this width a state is its mark alone.
    static let narrow = 92

    /// The column that only tasks of several workers have, or of several services.
    private static func worker(isService: Bool) -> TaskColumn {
        TaskColumn(
            title: isService ? "SERVICE" : "WORKER", least: isService ? 10 : 7, most: isService ? 20 : 7,
            growth: isService ? 1 : 0, rank: 8, align: isService ? .left : .right, order: nil,
            cell: { cell in .muted(cell.task.map { cell.picture.workers[$0.id.worker] ?? "\($0.id.worker)" } ?? "") })
    }

    private static let tasks: [TaskColumn] = [
        TaskColumn(title: "TASK", least: 24, most: 90, growth: 4, rank: 9, order: .id, cell: TaskCells.name),
        TaskColumn(title: "STATE", least: 12, most: 12, rank: 8, order: .state, cell: TaskCells.state),
        TaskColumn(title: "WAIT", least: 8, most: 8, rank: 10, align: .right, order: .wait, cell: TaskCells.wait),
        TaskColumn(
            title: "WAITS FOR", least: 20, most: 60, growth: 3, rank: 7, order: .waitsFor, cell: TaskCells.waitsFor),
        TaskColumn(title: "STEPS", least: 7, most: 7, rank: 5, align: .right, order: .steps, cell: TaskCells.steps),
        TaskColumn(title: "BUSY", least: 8, most: 8, rank: 4, align: .right, order: .busy, cell: TaskCells.busy),
        TaskColumn(title: "AGE", least: 7, most: 7, rank: 3, align: .right, order: .age, cell: TaskCells.age),
        TaskColumn(
            title: "COROUTINE", least: 18, most: 40, growth: 2, rank: 2, order: .coroutine, cell: TaskCells.coroutine),
        TaskColumn(
            title: "AT", least: 24, most: 50, growth: 2, rank: 10, align: .keepingEnd, order: .location,
            cell: TaskCells.place),
    ]

    private static let places: [TaskColumn] = [
        TaskColumn(
            title: "AT", least: 22, most: 60, growth: 3, rank: 10, align: .keepingEnd, order: .location,
            cell: PlaceCells.place),
        TaskColumn(title: "TASKS", least: 7, most: 7, rank: 10, align: .right, order: .count, cell: PlaceCells.count),
        TaskColumn(title: "LONGEST", least: 9, most: 9, rank: 9, align: .right, order: .wait, cell: TaskCells.wait),
        TaskColumn(
            title: "MEDIAN", least: 8, most: 8, rank: 6, align: .right, order: .median, cell: PlaceCells.median),
        TaskColumn(
            title: "WAITS FOR", least: 16, most: 50, growth: 2, rank: 8, order: .waitsFor, cell: TaskCells.waitsFor),
        TaskColumn(title: "STATES", least: 12, most: 26, growth: 1, rank: 7, order: .state, cell: PlaceCells.states),
        TaskColumn(title: "STEPS", least: 7, most: 7, rank: 4, align: .right, order: .steps, cell: TaskCells.steps),
        TaskColumn(title: "BUSY", least: 8, most: 8, rank: 3, align: .right, order: .busy, cell: TaskCells.busy),
        TaskColumn(
            title: "COROUTINE", least: 18, most: 50, growth: 2, rank: 2, order: .coroutine, cell: PlaceCells.coroutine),
    ]

    static func all(_ form: TaskForm) -> [TaskColumn] { form == .folded ? places : tasks }

    /// The order that follows when a person goes on sorting: what is counted or measured begins with the most.
    static func order(after order: TaskOrder, in form: TaskForm) -> TaskOrder {
        let sorts = all(form).compactMap(\.order)
        let next = sorts[((sorts.firstIndex(of: order.sort) ?? -1) + 1) % sorts.count]
        return TaskOrder(sort: next, isAscending: beginsAscending(next))
    }

    /// What is a text begins with its beginning, what is counted or measured with the most.
    static func beginsAscending(_ sort: TaskSort) -> Bool {
        [.id, .name, .waitsFor, .coroutine, .location].contains(sort)
    }

    /// The column by which an order sorts, in words.
    static func title(of order: TaskOrder, in form: TaskForm) -> String {
        all(form).first { $0.order == order.sort }?.title.lowercased() ?? "task"
    }

    /// The columns that fit, each with its place.
    static func layout(
        width: Int, form: TaskForm, hasWorkers: Bool = false, areServices: Bool = false
    ) -> [(column: TaskColumn, x: Int, width: Int)] {
        var shown = all(form)
        if hasWorkers, form != .folded { shown.insert(worker(isService: areServices), at: 1) }
        if width < narrow, let state = shown.firstIndex(where: { $0.title == "STATE" }) {
            (shown[state].title, shown[state].least, shown[state].most) = ("", 1, 1)
            shown[shown.count - 1].least = 17
        }
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
