import Model
import Terminal

extension ShutdownView {
    /// What an end would mean for this service; it acts on nothing.
    func drawShutdownPlan(on canvas: inout Canvas, in rect: Rect) {
        let name = picture.service?.name ?? settings.targetName
        let note: Phrase = settings.isReadOnly ? Phrase("read-only", .look) : .muted("nothing is done yet")
        let inner = canvas.box(rect, title: .strong("what an end would mean for \(name)"), note: note)
        guard let plan = shutdown.plan else {
            let words = shutdown.problem ?? "the agent is asked"
            canvas.put(wrapped: .muted(words), in: inner)
            return
        }
        let lines = lines(of: plan, width: inner.width, isTall: inner.height > 24)
        let first = max(0, min(planTop, lines.count - inner.height))
        canvas.put(lines: lines.dropFirst(first), in: inner)
    }

    /// Lines by which the plan can be scrolled.
    var planOverflow: Int {
        guard let plan = shutdown.plan else { return 0 }
        let height = scene.contentHeight - 2
        return max(0, lines(of: plan, width: scene.size.width - 4, isTall: height > 24).count - height)
    }

    private func lines(of plan: ShutdownPlan, width: Int, isTall: Bool) -> [Phrase] {
        rows(of: plan).flatMap { label, facts in
            let lines = facts.flatMap { $0.wrapped(to: max(1, width - 12)) }
            return lines.enumerated().map { row, line in
                Phrase.muted(row == 0 ? label : "").padded(to: 12) + line
            } + (isTall ? [""] : [])
        }
    }

    private func rows(of plan: ShutdownPlan) -> [(String, [Phrase])] {
        var rows: [(String, [Phrase])] = []
        let server = plan.server.map { [$0, plan.version].compactMap(\.self).joined(separator: " ") }
        var who = [Phrase(server ?? "no known server: its own signal handlers decide")]
        if let parent = plan.parent {
            who.append(.muted("a worker of process ") + Phrase("\(parent.pid)") + .muted("  \(parent.command)"))
        }
        rows.append(("server", who))
        if !plan.warnings.isEmpty {
            rows.append(("beware", plan.warnings.map { Phrase("\(settings.glyphs.warning) \($0)", .look) }))
        }
        rows.append(("in flight", [inFlight(plan.inFlight)]))
        for (index, signal) in plan.signals.enumerated() {
            if index > 0, signal.effect == plan.signals[0].effect, signal.name == plan.signals[0].name {
                rows.append((signal.signal, [.muted("the same")]))
                continue
            }
            let role: Role = signal.action == "default" ? .act : .text
            var facts = [Phrase(signal.effect, role)]
            if let name = signal.name { facts.append(.muted("\(name) at ") + (signal.location.map(place) ?? "")) }
            rows.append((signal.signal, facts))
        }
        if !plan.steps.isEmpty {
            rows.append(("then", [Phrase(plan.steps.joined(separator: " \(settings.glyphs.arrow) "))]))
        }
        if !plan.timeouts.isEmpty { rows.append(("limits", plan.timeouts.map(limit))) }
        if let second = plan.second { rows.append(("second", [Phrase(second.effect)])) }
        rows.append(("ways", plan.ways.map { .strong($0.order.title) + .muted(": \($0.effect)") }))
        return rows
    }

    private func limit(_ limit: ServerTimeout) -> Phrase {
        Phrase("\(limit.name): ") + .muted(limit.sentence)
    }
}
