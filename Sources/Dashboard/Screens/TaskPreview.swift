import Model
import Terminal

extension Dashboard {
    /// The box below the list: the selected task in short.
    func drawPreview(on canvas: inout Canvas, in rect: Rect, now: Double) {
        guard let id = tasks.selection, let task = record(id) else {
            canvas.box(rect, title: .muted("no task selected"))
            return
        }
        let inner = canvas.box(
            rect, title: .strong("\(id) \(task.label)"),
            note: .muted("preview \(settings.glyphs.dot) \(settings.glyphs.enter) opens"))
        canvas.put(sentence(about: task, now: now), x: inner.x, y: inner.y, width: inner.width)
        canvas.put(creation(of: task, now: now), x: inner.x, y: inner.y + 1, width: inner.width)
        let chain = Rect(inner.x, inner.y + 3, inner.width, inner.height - 4)
        guard let detail = details.detail(of: id) else {
            canvas.put(
                .muted(task.state.isEnded ? "its await chain ended with it" : "asking for its await chain"), x: chain.x,
                y: chain.y, width: chain.width)
            return
        }
        let next = draw(chain: detail.stack, on: &canvas, in: chain)
        let last = inner.y + inner.height - 1
        canvas.put(awaiters(of: detail), x: inner.x, y: min(next + 1, last), width: inner.width)
    }

    /// Who waits for the task, and what it created.
    func awaiters(of detail: TaskDetail) -> Phrase {
        let waiting: Phrase =
            detail.awaitedBy.isEmpty
            ? .muted("no task waits for it")
            : .muted("awaited by ") + .joined(detail.awaitedBy.prefix(5).map(title), by: .muted(", "))
        let more: Phrase = detail.awaitedBy.count > 5 ? .muted(" and \(detail.awaitedBy.count - 5) more") : ""
        let children: Phrase = detail.children.isEmpty ? "" : .muted("created ") + Phrase("\(detail.children.count)")
        return .joined([waiting + more, children])
    }
}
