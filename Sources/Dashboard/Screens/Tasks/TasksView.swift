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

/// The tasks as they are drawn.
struct TasksView: SceneView {
    let scene: Scene
    let tasks: TasksState

    func draw(on canvas: inout Canvas, in rect: Rect, now: Double) -> Cursor? {
        let layout = TasksLayout(contentHeight: rect.height)
        let typing = drawTasksLine(on: &canvas, y: rect.y)
        let first = tasks.firstRow(page: layout.listHeight)
        let cursor = drawList(
            from: first, on: &canvas, in: Rect(rect.x, rect.y + 1, rect.width, layout.listHeight + 1), now)
        if tasks.rows.isEmpty { drawNoTasks(on: &canvas, y: rect.y + 3) }
        if layout.previewHeight > 0 {
            let box = Rect(rect.x, rect.y + rect.height - layout.previewHeight, rect.width, layout.previewHeight)
            drawPreview(on: &canvas, in: box, now: now)
        }
        return typing ?? cursor
    }

    /// Only the rows that are seen are worked out.
    private func drawList(from first: Int, on canvas: inout Canvas, in rect: Rect, _ now: Double) -> Cursor? {
        let width = rect.width - 2
        let rows = tasks.rows.dropFirst(first).prefix(max(0, rect.height - 1))
        let cells = rows.map { row in
            TaskCell(
                row: row, task: task(of: row), picture: picture, glyphs: settings.glyphs, now: now,
                form: tasks.form, isNarrow: width < TaskColumns.narrow,
                isStuck: row.task.map(scene.stuck.contains) ?? false)
        }
        let chosen = chosen(TaskColumns.all(tasks.form), tasks.form == .folded ? .places : .tasks)
        let columns = TaskColumns.shown(
            chosen, width: width, form: tasks.form, hasWorkers: scene.workers.isMixed,
            areServices: scene.workers.fleet?.isOfServices == true)
        let marked = cells.indices.filter { cells[$0].row.task.map(tasks.marked.contains) ?? false }
        let table = Table(
            columns: columns, rows: cells[...], selected: tasks.selectedIndex.map { $0 - first },
            sorted: TaskColumns.sorted(by: tasks.order, in: tasks.form), marked: Set(marked), offset: first)
        return table.draw(scene, on: &canvas, in: rect)
    }

    /// The task of a row, live or ended; nil where the row stands for several.
    private func task(of row: TasksState.Row) -> TaskRecord? {
        if let ended = row.ended { return ended }
        guard let id = row.task else { return nil }
        return picture.tasks[id]
    }

    /// The line above the columns: filter, order, and how many are shown.
    private func drawTasksLine(on canvas: inout Canvas, y: Int) -> Cursor? {
        let total = NumberText.grouped(picture.tasks.count)
        let shown: Phrase =
            tasks.filter.text.isEmpty
            ? .muted("tasks ") + Phrase(total)
            : .muted("shown ") + Phrase(NumberText.grouped(tasks.matchCount)) + .muted(" of ") + Phrase(total)
        let sorted =
            Phrase.muted("sort ")
            + Phrase("\(TaskColumns.title(of: tasks.order, in: tasks.form)) \(settings.glyphs.arrow(tasks.order))")
        let shape = Phrase(tasks.form.title) + .muted(tasks.folding.words)
        let line = Rect(1, y, canvas.grid.size.width - 2, 1)
        let count = tasks.marked.count
        let marked: Phrase = count == 0 ? "" : Phrase("* \(NumberText.grouped(count))", .key) + .muted(" marked")
        let facts = tasks.filter.input == nil ? [marked, shape, sorted, shown, changeSince] : [shown]
        return draw(tasks.filter, facts: facts, on: &canvas, in: line)
    }

    /// Against what the places' changes are told; nothing where none are.
    private var changeSince: Phrase {
        guard tasks.form == .folded, tasks.filter.isEmpty, let first = picture.firstLook else { return "" }
        return .muted("change since ") + Phrase(settings.clockText(first.time))
    }

    private func drawNoTasks(on canvas: inout Canvas, y: Int) {
        var reason: Phrase
        if !picture.tasks.isEmpty {
            reason = "none of " + Phrase(NumberText.grouped(picture.tasks.count)) + " tasks matches the filter "
            reason += .place(tasks.filter.text) + .muted(": ") + Phrase("esc", .key) + " clears it"
        } else if picture.connection != .live {
            reason = "loading the tasks"
        } else if picture.loops.isEmpty {
            reason =
                Phrase(picture.loopAbsence.sentence) + "; the overview (" + Phrase("1", .key) + ") shows its threads"
        } else {
            reason = "no tasks now"
        }
        canvas.put(reason, x: 3, y: y, width: canvas.grid.size.width - 6)
    }
}

extension TaskForm {
    /// What the line above the list calls it.
    var title: String {
        switch self {
        case .creation: "tree by creation"
        case .await: "tree by await"
        case .flat: "flat list"
        case .folded: "folded by place"
        }
    }

    /// In a word, for the hint.
    var word: String {
        switch self {
        case .creation: "creation"
        case .await: "await"
        case .flat: "flat"
        case .folded: "fold"
        }
    }
}

extension TreeFolding {
    /// What is not as usual, behind the name of the form.
    var words: String {
        switch self {
        case .usual: ""
        case .depth(0): ", folded"
        case .depth(let limit): ", \(limit + 1) levels"
        case .nothing: ", unfolded"
        }
    }
}

extension Glyphs {
    /// The mark of an order in the columns' titles.
    func arrow(_ order: TaskOrder) -> Character { order.isAscending ? sortAscending : sortDescending }
}
