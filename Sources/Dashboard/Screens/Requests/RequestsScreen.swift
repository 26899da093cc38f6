import Model
import Terminal

extension TableName {
    static let requests = TableName("requests")
}

/// What servers work on, the slowest first, and what they have done lately.
struct RequestsScreen: ListScreen {
    static let about = ScreenInfo(
        id: .requests, key: "8", title: "Requests", short: "Reqs", keys: keys,
        tables: [TableInfo(.requests, RequestColumns.all)],
        filters: FilterHelp.keys(RequestRecord.self))

    var state = RequestsState()

    func draw(_ scene: Scene, on canvas: inout Canvas, in rect: Rect) -> Cursor? {
        RequestsView(scene: scene, requests: state).draw(on: &canvas, in: rect, now: scene.now)
    }

    var table: TableName? { .requests }
    mutating func forget() { state.forget() }

    func count(_ scene: Scene) -> (number: Int, role: Role?)? { scene.picture.vitals?.requests.map { ($0, nil) } }

    var selectedTask: TaskID? { state.selected?.task }
}
