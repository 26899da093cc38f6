import Model
import Terminal

extension Dashboard {
    func drawOverview(on canvas: inout Canvas, in rect: Rect, now: Double) -> Cursor? {
        nil
    }
}
