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
    /// Columns that there are for what depends on them.
    var width = Int.max

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

enum TaskColumns {
    /// Below this width a state is its mark alone.
    static let narrow = 92

    private static func column(
        _ title: String, _ width: ColumnWidth, _ align: Canvas.Alignment = .left, _ sort: TaskSort?,
        _ cell: @escaping @Sendable (TaskCell) -> Phrase
    ) -> TableColumn<TaskCell> {
        TableColumn(title: title, width: width, align: align, taskSort: sort, cell: { row, _ in cell(row) })
    }

    /// The column that only tasks of several workers have, or of several services.
    private static func worker(isService: Bool) -> TableColumn<TaskCell> {
        let width = isService ? ColumnWidth(least: 10, most: 20, growth: 1, rank: 8) : .fixed(7, rank: 8)
        return column(isService ? "SERVICE" : "WORKER", width, isService ? .left : .right, nil) { cell in
            .muted(cell.task.map { cell.picture.workers[$0.id.worker] ?? "\($0.id.worker)" } ?? "")
        }
    }

    /// The name of a task, and what stands below it as far as there is room.
    private static let name: TableColumn<TaskCell> = {
        var named = column(
            "TASK", ColumnWidth(least: 24, most: 90, growth: 4, rank: 11), .left, .id, TaskCells.name)
        named.fitting = { cell, width in
            var cell = cell
            cell.width = width
            return TaskCells.name(cell)
        }
        return named
    }()

    private static let tasks: [TableColumn<TaskCell>] = [
        name,
        column("STATE", .fixed(12, rank: 8), .left, .state, TaskCells.state),
        column("WAIT", .fixed(8, rank: 10), .right, .wait, TaskCells.wait),
        column("WAITS FOR", ColumnWidth(least: 20, most: 60, growth: 3, rank: 7), .left, .waitsFor, TaskCells.waitsFor),
        column("STEPS", .fixed(7, rank: 5), .right, .steps, TaskCells.steps),
        column("BUSY", .fixed(8, rank: 4), .right, .busy, TaskCells.busy),
        column("AGE", .fixed(7, rank: 3), .right, .age, TaskCells.age),
        column(
            "COROUTINE", ColumnWidth(least: 18, most: 40, growth: 2, rank: 2), .left, .coroutine, TaskCells.coroutine),
        column("AT", ColumnWidth(least: 24, most: 50, growth: 2, rank: 9), .keepingEnd, .location, TaskCells.place),
    ]

    private static let places: [TableColumn<TaskCell>] = [
        column("AT", ColumnWidth(least: 22, most: 60, growth: 3, rank: 11), .keepingEnd, .location, PlaceCells.place),
        column("TASKS", .fixed(7, rank: 10), .right, .count, PlaceCells.count),
        column("CHANGE", .fixed(8, rank: 5), .right, .change, PlaceCells.change),
        column("LONGEST", .fixed(9, rank: 9), .right, .wait, TaskCells.wait),
        column("MEDIAN", .fixed(8, rank: 6), .right, .median, PlaceCells.median),
        column("WAITS FOR", ColumnWidth(least: 16, most: 50, growth: 2, rank: 8), .left, .waitsFor, TaskCells.waitsFor),
        column("STATES", ColumnWidth(least: 12, most: 26, growth: 1, rank: 7), .left, .state, PlaceCells.states),
        column("STEPS", .fixed(7, rank: 4), .right, .steps, TaskCells.steps),
        column("BUSY", .fixed(8, rank: 3), .right, .busy, TaskCells.busy),
        column(
            "COROUTINE", ColumnWidth(least: 18, most: 50, growth: 2, rank: 2), .left, .coroutine, PlaceCells.coroutine),
    ]

    static func all(_ form: TaskForm) -> [TableColumn<TaskCell>] { form == .folded ? places : tasks }

    /// The order that follows when a person goes on sorting: what is counted or measured begins with the most.
    static func order(after order: TaskOrder, in form: TaskForm) -> TaskOrder {
        let sorts = all(form).compactMap(\.taskSort)
        let next = sorts[((sorts.firstIndex(of: order.sort) ?? -1) + 1) % sorts.count]
        return TaskOrder(sort: next, isAscending: beginsAscending(next))
    }

    /// What is a text begins with its beginning, what is counted or measured with the most.
    static func beginsAscending(_ sort: TaskSort) -> Bool {
        [.id, .name, .waitsFor, .coroutine, .location].contains(sort)
    }

    /// The column by which an order sorts, in words.
    static func title(of order: TaskOrder, in form: TaskForm) -> String {
        all(form).first { $0.taskSort == order.sort }?.title.lowercased() ?? "task"
    }

    /// Columns of a table of that width: marks for words where it is narrow, and whose tasks they are where that differs.
    static func shown(
        _ chosen: [TableColumn<TaskCell>], width: Int, form: TaskForm, hasWorkers: Bool, areServices: Bool
    ) -> [TableColumn<TaskCell>] {
        var shown = chosen
        if hasWorkers, form != .folded { shown.insert(worker(isService: areServices), at: min(1, shown.count)) }
        if width < narrow, let state = shown.firstIndex(where: { $0.title == "STATE" }) {
            (shown[state].title, shown[state].width.least, shown[state].width.most) = ("", 1, 1)
            if let last = shown.indices.last, shown[last].title == "AT" { shown[last].width.least = 17 }
        }
        return shown
    }

    /// The column that the table is ordered by.
    static func sorted(by order: TaskOrder, in form: TaskForm) -> ListOrder? {
        all(form).first { $0.taskSort == order.sort }.map { ListOrder(column: $0.id, isAscending: order.isAscending) }
    }
}
