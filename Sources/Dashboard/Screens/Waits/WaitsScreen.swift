import Model
import Terminal

extension TableName {
    static let waits = TableName("waits")
}

/// Queues, locks and pools: how full they are, who holds them and who waits.
struct WaitsScreen: ListScreen {
    static let about = ScreenInfo(
        id: .waits, key: "3", title: "Waits", short: "Waits", keys: keys, tables: [TableInfo(.waits, WaitColumns.all)],
        filters: FilterHelp.keys(ResourceRow.self))

    var state = WaitsState()

    func page(_ scene: Scene) -> Int {
        max(1, WaitsLayout(contentHeight: scene.contentHeight, resources: state.rows.count).list - 1)
    }

    func draw(_ scene: Scene, on canvas: inout Canvas, in rect: Rect) -> Cursor? {
        WaitsView(scene: scene, waits: state).draw(on: &canvas, in: rect, now: scene.now)
    }

    var table: TableName? { .waits }
    mutating func forget() { state.forget() }

    func count(_ scene: Scene) -> (number: Int, role: Role?)? {
        (scene.picture.resources.values.total { $0.waiting }, nil)
    }

    var selectedTask: TaskID? { state.selectedTask }
    var hasFilter: Bool { lineInput != nil || !state.filter.text.isEmpty || state.focus != .resources }

    mutating func select(item: Int, _ scene: Scene) { state.select(item, in: scene.picture) }
}
