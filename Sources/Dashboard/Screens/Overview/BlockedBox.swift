import Model
import Terminal

extension OverviewView {
    /// The box that comes first while a loop does not answer.
    ///
    /// - Returns: the rows it took.
    func drawBlocked(_ blocked: Vitals.Blocked, on canvas: inout Canvas, in rect: Rect, now: Double) -> Int {
        let frames = min(blocked.stack.count, max(0, min(6, rect.height / 3)))
        let lines = sentence(about: blocked, now: now).wrapped(to: rect.width - 4)
        let height = frames + lines.count + 2
        let note: Phrase = .muted(
            blocked.isLate ? "late sample: something held the GIL" : "sampled from outside the loop")
        let inner = canvas.box(
            Rect(rect.x, rect.y, rect.width, height), title: Phrase("loop blocked", .act), note: note, role: .act)
        for (row, line) in lines.enumerated() {
            canvas.put(line, x: inner.x, y: inner.y + row, width: inner.width)
        }
        guard frames > 0 else { return height }
        _ = draw(
            chain: blocked.stack, on: &canvas, in: Rect(inner.x, inner.y + lines.count, inner.width, frames))
        return height
    }

    private func sentence(about blocked: Vitals.Blocked, now: Double) -> Phrase {
        let seconds = blockedText(blocked, now: now)
        var sentence = Phrase("\(settings.glyphs.warning) loop blocked \(seconds)", .act)
        if let location = blocked.location ?? blocked.stack.last?.location {
            sentence += " at " + place(location) + " in " + .strong(location.function)
        }
        if let task = blocked.task { sentence += " (" + title(task) + ")" }
        let kept = picture.tasks.count - (blocked.task == nil ? 0 : 1)
        return sentence + .muted("; \(NumberText.grouped(kept)) other \(Plural.noun(kept, "task")) cannot run")
    }
}
