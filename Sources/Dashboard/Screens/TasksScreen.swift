import Model
import Terminal

/// How the rows of the task screen are shared out.
struct TasksLayout: Hashable, Sendable {
    /// Rows for the list.
    var listHeight: Int
    /// Rows for the preview, 0 for none.
    var previewHeight: Int

    /// Rows between the screens' bar and the hints: a status line and the columns' titles come off.
    init(contentHeight: Int) {
        let room = max(0, contentHeight - 2)
        previewHeight = contentHeight >= 27 ? min(14, room * 2 / 5) : 0
        listHeight = room - previewHeight
    }
}

extension Dashboard {
    func drawTasks(on canvas: inout Canvas, in rect: Rect, now: Double) -> Cursor? {
        let layout = TasksLayout(contentHeight: rect.height)
        var cursor = drawTasksLine(on: &canvas, y: rect.y)
        let columns = TaskColumns.layout(width: rect.width - 2)
        drawTitles(of: columns, on: &canvas, y: rect.y + 1)
        let first = tasks.firstRow(page: layout.listHeight)
        let top = rect.y + 2
        for (line, row) in tasks.rows.dropFirst(first).prefix(layout.listHeight).enumerated() {
            guard let task = row.ended ?? picture.tasks[row.id] else { continue }
            let isSelected = row.id == tasks.selection
            if isSelected { canvas.band(.selection, y: top + line, x: rect.x, width: rect.width) }
            let cell = TaskCell(
                row: row, task: task, picture: picture, glyphs: settings.glyphs, now: now, isTree: tasks.isTree)
            for (column, x, width) in columns {
                canvas.put(column.cell(cell), x: x, y: top + line, width: width, align: column.align)
            }
            guard isSelected else { continue }
            if isSelected, cursor == nil { cursor = Cursor(x: rect.x, y: top + line, isVisible: false) }
        }
        if tasks.rows.isEmpty { drawNoTasks(on: &canvas, y: top + 1) }
        if layout.previewHeight > 0 {
            let box = Rect(rect.x, rect.y + rect.height - layout.previewHeight, rect.width, layout.previewHeight)
            drawPreview(on: &canvas, in: box, now: now)
        }
        return cursor
    }

    /// The line above the columns: filter, order, and how many are shown.
    private func drawTasksLine(on canvas: inout Canvas, y: Int) -> Cursor? {
        let total = NumberText.grouped(picture.tasks.count)
        let shown: Phrase =
            tasks.filterText.isEmpty
            ? .muted("tasks ") + Phrase(total)
            : .muted("shown ") + Phrase(NumberText.grouped(tasks.matchCount)) + .muted(" of ") + Phrase(total)
        let sorted =
            Phrase.muted("sort ")
            + Phrase("\(TaskColumns.title(of: tasks.order)) \(settings.glyphs.arrow(tasks.order))")
        guard let input = tasks.input else {
            let filter: Phrase =
                tasks.filterText.isEmpty ? "" : .muted("filter ") + .place(tasks.filterText)
            let shape = Phrase(tasks.isTree ? "tree by creation" : "flat list")
            canvas.put(.joined([filter, shape, sorted, shown]), x: 1, y: y, width: canvas.grid.size.width - 2)
            return nil
        }
        var column = canvas.put(Phrase("/", .key) + " ", x: 1, y: y)
        let before = column + Phrase(String(input.text.prefix(input.cursor))).columns()
        column = canvas.put(Phrase(input.text, .input), x: column, y: y, width: canvas.grid.size.width / 2)
        let message = tasks.filter.problem.map { Phrase("\(settings.glyphs.warning) \($0)", .look) } ?? shown
        canvas.put(message, x: column + 3, y: y, width: canvas.grid.size.width - column - 4)
        return Cursor(x: min(before, canvas.grid.size.width - 1), y: y, isVisible: true)
    }

    private func drawTitles(of columns: [(column: TaskColumn, x: Int, width: Int)], on canvas: inout Canvas, y: Int) {
        canvas.band(.columns, y: y)
        for (column, x, width) in columns {
            let isSorted = column.order == tasks.order.sort
            let title =
                isSorted ? Phrase("\(column.title) \(settings.glyphs.arrow(tasks.order))", .key) : .muted(column.title)
            canvas.put(title, x: x, y: y, width: width, align: column.align)
        }
    }

    private func drawNoTasks(on canvas: inout Canvas, y: Int) {
        let reason: Phrase =
            !picture.tasks.isEmpty
            ? "no task matches the filter: " + Phrase("esc", .key) + " clears it"
            : picture.loops.isEmpty && picture.connection == .live
                ? "no event loop runs in this process: the overview (" + Phrase("1", .key) + ") shows its threads"
                : picture.connection == .live ? "no tasks now" : "loading the tasks"
        canvas.put(reason, x: 3, y: y, width: canvas.grid.size.width - 6)
    }
}

extension TaskColumns {
    /// The column by which an order sorts, in words.
    static func title(of order: TaskOrder) -> String {
        all.first { $0.order == order.sort }?.title.lowercased() ?? "id"
    }
}

extension Glyphs {
    /// The mark of an order in the columns' titles.
    func arrow(_ order: TaskOrder) -> Character { order.isAscending ? sortAscending : sortDescending }
}
