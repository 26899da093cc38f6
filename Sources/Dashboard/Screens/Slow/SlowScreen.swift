import Model
import Terminal

extension TableName {
    static let slow = TableName("slow")
}

/// Who held the loop up.
struct SlowScreen: ListScreen {
    static let about = ScreenInfo(
        id: .slow, key: "4", title: "Slow", short: "Slow", keys: keys, tables: [TableInfo(.slow, SlowColumns.all)],
        filters: FilterHelp.keys(SlowCallback.self))

    var state = SlowState()

    func page(_ scene: Scene) -> Int {
        SlowLayout(contentHeight: scene.contentHeight, culprits: state.rows.count).list - 1
    }

    func draw(_ scene: Scene, on canvas: inout Canvas, in rect: Rect) -> Cursor? {
        SlowView(scene: scene, slow: state).draw(on: &canvas, in: rect, now: scene.now)
    }

    var table: TableName? { .slow }
    mutating func forget() { state = SlowState() }

    func count(_ scene: Scene) -> (number: Int, role: Role?)? { (scene.picture.slow.culprits.count, nil) }

    var selectedTask: TaskID? { state.selected?.task }

    mutating func select(item: Int, _ scene: Scene) { state.select(item, in: scene.picture) }
}
