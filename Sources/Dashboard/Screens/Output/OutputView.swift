import Model
import Terminal

/// The service's output as it is drawn, as a screen or below one.
struct OutputView: SceneView {
    let scene: Scene
    private var output: OutputState { scene.output }

    init(scene: Scene) {
        self.scene = scene
    }

    /// What the service writes, the newest at the bottom.
    func draw(on canvas: inout Canvas, in rect: Rect) {
        let following: Phrase =
            output.isFollowing
            ? Phrase("\(settings.glyphs.live) follows", .good)
            : Phrase("\(settings.glyphs.stale) stands", .look) + .muted(", ") + Phrase("G", .key) + .muted(" follows")
        let count = Phrase.muted("\(NumberText.grouped(output.count)) \(Plural.noun(output.count, "line"))  ")
        let inner = canvas.box(
            rect, title: .strong("output of the service"), note: settings.outputPath == nil ? "" : count + following)
        guard !output.isEmpty else {
            canvas.put(wrapped: noOutput, in: inner)
            return
        }
        for (row, line) in output.shown(inner.height).enumerated() {
            canvas.put(Phrase(line), x: inner.x, y: inner.y + row, width: inner.width)
        }
    }

    private var noOutput: Phrase {
        guard let path = settings.outputPath else {
            let start = Phrase(" A service that is started with ") + Phrase("looptop run", .strong) + " shows it here."
            if let name = settings.outputElsewhere {
                return "The service writes its output to " + Phrase(name, .place)
                    + ", which cannot be read along with it."
                    + start
            }
            return "Where the service writes its output is not known from here." + start
        }
        return "The service has written nothing yet. What it writes goes to " + Phrase(path, .place) + "."
    }
}
