import Model
import Terminal

extension TableName {
    static let events = TableName("events")
}

/// What happened, the newest at the bottom.
struct EventsScreen: ListScreen {
    static let about = ScreenInfo(
        id: .events, key: "5", title: "Events", short: "Events", keys: keys,
        tables: [TableInfo(.events, EventColumns.all)],
        filters: FilterHelp.keys(LogEntry.self))

    var state = EventsState()

    func draw(_ scene: Scene, on canvas: inout Canvas, in rect: Rect) -> Cursor? {
        EventsView(scene: scene, events: state).draw(on: &canvas, in: rect, now: scene.now)
    }

    var table: TableName? { .events }
    mutating func forget() { state.forget() }

    var selectedTask: TaskID? { state.selectedIndex.flatMap { state.rows[$0].task } }

    func widths(_ scene: Scene) -> [String: Int] { widths(EventColumns.all, .events, scene) }
}
