import Model
import Terminal

extension ShutdownView {
    /// Where the service stands on its way out, and how much time it has.
    func drawProgress(on canvas: inout Canvas, in rect: Rect, now: Double) {
        let begun = shutdown.begun ?? now
        let what = shutdown.status?.what ?? shutdown.orders.first?.title ?? ""
        let until = shutdown.end?.time ?? now
        let note =
            Phrase.muted("\(what) \(settings.clockText(begun))") + .muted(" \(settings.glyphs.dot) ")
            + .strong(DurationText.short(until - begun)) + .muted(shutdown.end == nil ? " ago" : " in all")
        let title = shutdown.end.map { Phrase($0.kind.title, $0.kind.role) } ?? .strong("shutting down")
        let inner = canvas.box(rect, title: title, note: note)
        canvas.put(list: phases, by: .muted("  \(settings.glyphs.arrow)  "), x: inner.x, y: inner.y, width: inner.width)
        guard shutdown.end == nil else { return }
        let gap = inner.height >= 4 ? 1 : 0
        drawLimits(on: &canvas, in: Rect(inner.x, inner.y + 1 + gap, inner.width, 1), begun: begun, now: until)
        if let status = shutdown.status {
            canvas.put(.muted("left  ") + inFlight(status.left), x: inner.x, y: inner.y + 2 + gap, width: inner.width)
        }
    }

    private var phases: [Phrase] {
        let glyphs = settings.glyphs
        let isOver = shutdown.end != nil
        return (shutdown.status?.phases ?? []).map { phase in
            switch shutdown.end?.kind == .left && phase.name == "exit" ? .done : phase.state {
            case .done: Phrase("\(glyphs.done) \(phase.name)", .good)
            case .now where isOver: .muted(phase.name)
            case .now:
                Phrase("\(glyphs.live) \(phase.name)", .look)
                    + (phase.count.map { Phrase(" \(NumberText.grouped($0))", .look) } ?? "")
            case .later: .muted(phase.name)
            }
        }
    }

    /// The first limit that is the server's own, and the orchestrator's where a person has told it.
    private func drawLimits(on canvas: inout Canvas, in rect: Rect, begun: Double, now: Double) {
        var column = rect.x
        let end = rect.x + rect.width
        for limit in limits(begun: begun) {
            guard column < end else { return }
            column = canvas.put(limit.words, x: column, y: rect.y, width: end - column)
            if let at = limit.at, at > begun {
                let width = min(20, end - column - 12)
                if width > 4 {
                    let share = (now - begun) / (at - begun)
                    let role: Role = share >= 0.8 ? .act : share >= 0.5 ? .look : .good
                    canvas.gauge(share, x: column + 1, y: rect.y, width: width, role: role)
                    let left = now >= at ? "over" : "\(DurationText.short(at - now)) left"
                    column = canvas.put(Phrase(" \(left)", role), x: column + 1 + width, y: rect.y)
                }
            }
            column += 3
        }
    }

    private func limits(begun: Double) -> [(words: Phrase, at: Double?)] {
        var limits: [(words: Phrase, at: Double?)] = []
        for limit in (shutdown.status?.timeouts ?? shutdown.plan?.timeouts ?? []).prefix(1) {
            if let seconds = limit.seconds {
                limits.append((.muted("\(limit.name) ") + Phrase(DurationText.short(seconds)), begun + seconds))
            } else {
                let words = limit.isKnown ? "no limit" : "unknown"
                limits.append((.muted("\(limit.name) ") + Phrase(words), nil))
            }
        }
        if let deadline = shutdown.status?.deadline { limits.append((.muted("this way's own limit"), deadline)) }
        if let grace = settings.grace {
            limits.append((.muted("killed after ") + Phrase(DurationText.short(grace)), begun + grace))
        }
        return limits
    }
}
