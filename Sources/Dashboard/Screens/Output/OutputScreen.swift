import Model
import Terminal

/// What the service writes.
struct OutputScreen: Screen {
    static let about = ScreenInfo(
        id: .output, key: "9", title: "Output", short: "Out", keys: KeySection(.output, []))

    mutating func act(_ action: Action, _ scene: Scene) -> [Step] {
        [.scrollOutput(action, page: max(1, scene.contentHeight - 2))]
    }

    func draw(_ scene: Scene, on canvas: inout Canvas, in rect: Rect) -> Cursor? {
        OutputView(scene: scene).draw(on: &canvas, in: rect)
        return nil
    }
}
