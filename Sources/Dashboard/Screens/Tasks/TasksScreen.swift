import Model
import Terminal

extension TableName {
    static let tasks = TableName("tasks")
    /// The same folded by place: other columns.
    static let places = TableName("places")
}

/// The tasks as a tree, flat, or folded by place.
struct TasksScreen: ListScreen {
    static let about = ScreenInfo(
        id: .tasks, key: "2", title: "Tasks", short: "Tasks", keys: keys,
        tables: [TableInfo(.tasks, TaskColumns.all(.flat)), TableInfo(.places, TaskColumns.all(.folded))],
        filters: FilterHelp.keys(TaskRecord.self))

    var state = TasksState()

    mutating func refresh(_ scene: Scene) {
        guard state.stuck != scene.stuck else { return state.refreshIfNeeded(from: scene.picture) }
        // They are not folded away, and filters may ask for them.
        state.stuck = scene.stuck
        state.refresh(from: scene.picture)
    }

    mutating func forget() { state.forgetTasks() }
    mutating func forgetTasks() { state.forgetTasks() }
    mutating func hasActed() { state.unmark() }

    mutating func act(_ action: Action, _ scene: Scene) -> [Step] {
        if action == .open, let task = state.openable { return [.open(task)] }
        actOnRows(action, scene)
        return []
    }

    mutating func reveal(_ task: TaskID, _ scene: Scene) { state.reveal(task, picture: scene.picture) }

    func page(_ scene: Scene) -> Int { TasksLayout(contentHeight: scene.contentHeight).listHeight }

    func draw(_ scene: Scene, on canvas: inout Canvas, in rect: Rect) -> Cursor? {
        TasksView(scene: scene, tasks: state).draw(on: &canvas, in: rect, now: scene.now)
    }

    func count(_ scene: Scene) -> (number: Int, role: Role?)? { (scene.picture.tasks.count, nil) }

    /// All forms, the one that is shown brighter.
    func hint(for binding: Binding, _ glyphs: Glyphs) -> Phrase? {
        guard binding.action == .shape else { return nil }
        let words = TaskForm.allCases.map { Phrase($0.word, $0 == state.form ? .strong : .muted) }
        return Phrase(binding.keys.first?.name(glyphs) ?? "", .key) + " " + .joined(words, by: .muted("/"))
    }

    var selectedTask: TaskID? { state.openable }
    var meant: [TaskID] { state.meant }
    var previewed: TaskID? { state.previewed }
    var tellsReasons: Bool { true }

    func visibleTasks(_ scene: Scene) -> [TaskID] {
        Array(state.visibleTasks(page: page(scene)).prefix(Limits.lookedAt)).sorted()
    }

    func markable(_ scene: Scene) -> CodeLocation? {
        if case .place(let place) = state.selected { return place.location }
        return state.selection.flatMap(scene.lastRecord)?.location
    }

    var table: TableName? { state.form == .folded ? .places : .tasks }

    func widths(_ scene: Scene) -> [String: Int] {
        table.map { widths(TaskColumns.all(state.form), $0, scene) } ?? [:]
    }

    var sorts: [(column: String, title: String)] {
        TaskColumns.all(state.form).filter(\.isSortable).map { ($0.id, $0.title) }
    }

    mutating func sort(by column: String, _ scene: Scene) {
        let column = TaskColumns.all(state.form).first { $0.id == column }
        if let sort = column?.taskSort { state.sort(by: sort, picture: scene.picture) }
    }
}
