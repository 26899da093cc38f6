import Model
import Terminal

extension ShutdownView {
    /// What blocks the exit, the first thing first: two lines each.
    func drawBlockers(on canvas: inout Canvas, in rect: Rect, now: Double) {
        guard rect.height > 0 else { return }
        let blockers = shutdown.end == nil ? shutdown.status?.blockers ?? [] : []
        let title: Phrase = shutdown.end == nil ? .strong("what blocks the exit") : .strong("how it went")
        let shown = max(1, (rect.height - 2) / 2)
        let note = blockers.count > shown ? Phrase.muted("\(shown) of \(blockers.count)") : ""
        let inner = canvas.box(rect, title: title, note: note)
        if shutdown.end != nil { return drawEnd(on: &canvas, in: inner) }
        guard !blockers.isEmpty else {
            let words =
                shutdown.status == nil ? "the agent has not told yet" : "nothing that is known: it is on its way out"
            canvas.put(.muted(words), x: inner.x, y: inner.y, width: inner.width)
            return
        }
        for (index, blocker) in blockers.prefix(shown).enumerated() {
            let y = inner.y + index * 2
            draw(blocker, number: index + 1, on: &canvas, x: inner.x, y: y, width: inner.width, now: now)
            guard y + 1 < inner.y + inner.height else { continue }
            let advice = blocker.advice.map { ": \($0)" } ?? ""
            canvas.put(.muted(blocker.reason + advice), x: inner.x + 3, y: y + 1, width: inner.width - 3)
        }
    }

    private func draw(
        _ blocker: ExitBlocker, number: Int, on canvas: inout Canvas, x: Int, y: Int, width: Int, now: Double
    ) {
        let role: Role = ["executor", "thread", "cancelling", "request"].contains(blocker.kind) ? .look : .act
        let right = Phrase.joined(
            [blocker.location.map(place) ?? "", blocker.source.map { Phrase($0) } ?? ""], by: "  ")
        let rightWidth = min(right.columns(), width * 45 / 100)
        var head = Phrase("\(number)", role) + "  " + .strong(blocker.title)
        let who = [blocker.task.map { "\($0)" }, blocker.name].compactMap(\.self).joined(separator: " ")
        if !who.isEmpty { head += "  " + Phrase(who) }
        if let since = blocker.since { head += .muted(", \(DurationText.short(now - since))") }
        canvas.put(head, x: x, y: y, width: width - rightWidth - 2)
        canvas.put(right, x: x + width - rightWidth, y: y, width: rightWidth)
    }

    /// What is to be told once it has left.
    private func drawEnd(on canvas: inout Canvas, in inner: Rect) {
        guard let end = shutdown.end, let begun = shutdown.begun else { return }
        let took = DurationText.short(end.time - begun)
        let last = shutdown.orders.count > 1 ? shutdown.orders.last.map { "after \($0.title), " } ?? "" : ""
        let mark = end.kind == .left ? settings.glyphs.done : settings.glyphs.warning
        var lines = [Phrase("\(mark) \(end.kind.sentence), \(last)\(took) after the beginning", end.kind.role)]
        if let process = end.process { lines.append(Phrase("process \(process.pid) \(process.sentence)")) }
        if let status = shutdown.status {
            lines.append(.muted("at the beginning  ") + inFlight(status.atBegin))
            lines.append(.muted("when last seen    ") + inFlight(status.left))
            if let last = status.blockers.first {
                lines.append(.muted("what held it up   ") + Phrase(last.title))
            }
        } else if let plan = shutdown.plan {
            lines.append(.muted("at the beginning  ") + inFlight(plan.inFlight))
        }
        canvas.put(lines: lines, in: inner)
    }
}
