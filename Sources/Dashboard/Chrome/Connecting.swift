import Model
import Terminal

extension SceneView {
    /// Before the first picture.
    func drawConnecting(on canvas: inout Canvas, in rect: Rect) {
        let inner = canvas.box(rect, title: .strong(settings.targetName))
        for (row, line) in connectingLines.enumerated() {
            canvas.put(line, x: inner.x, y: inner.y + row, width: inner.width)
        }
    }

    private var connectingLines: [Phrase] {
        switch picture.connection {
        case .lost(reason: let reason), .silent(reason: let reason):
            [
                Phrase("\(settings.glyphs.warning) no connection: \(reason)", .act),
                .muted("looptop goes on trying; ") + Phrase("q", .key) + .muted(" leaves"),
            ]
        case .connecting, .loading, .live:
            [
                Phrase("connecting to ") + .strong(settings.targetName),
                .muted("its agent answers within a second, even while its loop is blocked"),
            ]
        }
    }
}
