import Model
import Terminal

extension SlowView {
    /// How long steps take: of tasks where they are counted, else of the loop's callbacks, second by second.
    func drawStepTimes(on canvas: inout Canvas, in rect: Rect) {
        let tasks = StepTimes.ofTasks(in: picture)
        let seconds = tasks.count < 3 ? StepTimes.ofSeconds(in: picture.history) : []
        let times = LengthClasses(of: tasks.count < 3 ? seconds : tasks)
        let noun = Plural.noun(times.total, seconds.isEmpty ? "task" : "second")
        let note = "mean of each of \(NumberText.grouped(times.total)) \(noun)"
        let inner = canvas.box(
            rect, title: .strong(seconds.isEmpty ? "how long a step takes" : "how long a callback takes"),
            note: times.total > 0 ? .muted(note) : "")
        guard times.total > 0 else {
            let reason: Phrase = .muted("unknown: nobody counts steps here, and the loop does not tell how busy it is")
            canvas.put(wrapped: reason, in: inner)
            return
        }
        let most = times.classes.map(\.count).max() ?? 1
        let label = 17
        let width = inner.width - label - 9
        // Where not all classes have a row, those of the longest stay: they are what hurts.
        for (row, part) in times.classes.suffix(inner.height).enumerated() {
            let y = inner.y + row
            canvas.put(.muted(words(part)), x: inner.x, y: y, width: label - 1, align: .right)
            canvas.gauge(
                Double(part.count) / Double(most), x: inner.x + label, y: y, width: width,
                role: slowStepRole(part.upper))
            canvas.put(
                Phrase(NumberText.grouped(part.count), part.count > 0 ? .text : .muted), x: inner.x + label + width + 1,
                y: y, width: 8, align: .right)
        }
    }

    private func slowStepRole(_ seconds: Double) -> Role {
        seconds > Heat.lagToAct ? .act : seconds > Heat.lagToLook ? .look : .good
    }

    private func words(_ part: LengthClasses.Class) -> String {
        guard part.lower > 0 else { return "up to \(PlotLabel.time(part.upper, settings.glyphs))" }
        return "\(PlotLabel.time(part.lower, settings.glyphs)) to \(PlotLabel.time(part.upper, settings.glyphs))"
    }
}

extension PlotLabel {
    /// `20 µs`, `5 ms`, `2 s`: a round length.
    static func time(_ seconds: Double, _ glyphs: Glyphs) -> String {
        if seconds < 0.00095 {
            return "\(NumberText.rounded(seconds * 1_000_000)) \(glyphs == .ascii ? "us" : "µs")"
        }
        return seconds < 0.95 ? "\(NumberText.rounded(seconds * 1000)) ms" : "\(NumberText.rounded(seconds)) s"
    }
}
