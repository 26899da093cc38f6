import Model
import Terminal

extension OverviewView {
    /// A figure with its past beside it.
    private struct Line {
        var label: String
        var facts: [Phrase]
        var past: [Double?] = []
        var role: Role = .plot
    }

    /// Rows that the box would fill.
    var serviceHeight: Int { serviceLines(withBusiest: false).count + 2 }

    /// The process and its loops in a few lines, the line that matters most first.
    func drawService(withBusiest: Bool, on canvas: inout Canvas, in rect: Rect) {
        let inner = canvas.box(
            rect, title: .strong("service"), note: .muted(picture.service.map { "agent \($0.agent)" } ?? ""))
        let curve = inner.width >= 54 ? 20 : inner.width >= 44 ? 12 : 0
        let lines = serviceLines(withBusiest: withBusiest)
        canvas.tellMore(lines.count - inner.height, below: inner)
        for (row, line) in lines.prefix(inner.height).enumerated() {
            let y = inner.y + row
            let hasCurve = curve > 0 && line.past.contains { $0 != nil }
            let width = inner.width - 7 - (hasCurve ? curve + 2 : 0)
            canvas.put(.muted(line.label), x: inner.x, y: y, width: 6)
            canvas.put(list: line.facts, by: .muted(" \(settings.glyphs.dot) "), x: inner.x + 7, y: y, width: width)
            guard hasCurve else { continue }
            // The uppermost dots stay free: the curves of the lines are apart.
            let most = (line.past.compactMap(\.self).max() ?? 0) * 1.3
            canvas.sparkline(
                line.past, maximum: most > 0 ? most : 1, x: inner.x + inner.width - curve, y: y, width: curve
            ) { _ in line.role }
        }
    }

    private func serviceLines(withBusiest: Bool) -> [Line] {
        guard let vitals = picture.vitals else { return [Line(label: "", facts: [.muted("no vital signs yet")])] }
        let past = picture.history.suffix(60)
        let last = past.last
        let unknown = Phrase.muted("unknown")
        let cpu = last?.cpu
        var lines = [
            Line(
                label: "cpu", facts: [cpu.map { .strong(NumberText.percent($0)) + .muted(" of a core") } ?? unknown],
                past: past.map(\.cpu), role: (cpu ?? 0) > 0.9 ? .look : .good),
            Line(
                label: "rss",
                facts: [vitals.rss.map { .strong(ByteText.short($0)) } ?? unknown, growth(of: past) ?? ""],
                past: past.map(\.rss)),
        ]
        if let flight = vitals.requests {
            let rate = last?.requestsBegun.map { Phrase("\(NumberText.rate($0))/s") } ?? ""
            lines.append(
                Line(
                    label: "reqs", facts: [.strong(NumberText.grouped(flight)) + " in flight", rate],
                    past: past.map(\.requestsBegun)))
        }
        lines.append(work(vitals, past: past))
        lines.append(
            Line(
                label: "queue",
                facts: [
                    vitals.readyQueue.map { .muted("ready ") + Phrase(NumberText.grouped($0)) } ?? "",
                    vitals.timers.map { .muted("timers ") + Phrase(NumberText.grouped($0)) } ?? "",
                ], past: past.map(\.readyQueue)))
        if withBusiest, let line = vitals.busiest?.first {
            lines.append(
                Line(
                    label: "busy",
                    facts: [Phrase(NumberText.percent(line.share)) + .muted(" at ") + place(line.location)]))
        }
        lines += picture.loops.prefix(4).map { Line(label: "loop", facts: phrases(about: $0)) }
        if picture.loops.isEmpty { lines.append(Line(label: "loop", facts: [Phrase(picture.loopAbsence.word, .look)])) }
        lines.append(
            Line(
                label: "has",
                facts: [
                    vitals.threads.map { Phrase("\($0)") + .muted(" " + Plural.noun($0, "thread")) } ?? "",
                    vitals.fds.map { Phrase("\($0)") + .muted(" " + Plural.noun($0, "open file")) } ?? "",
                ]))
        lines.append(Line(label: "agent", facts: agentFacts(vitals)))
        return lines.filter { $0.facts.contains { !$0.isEmpty } }
    }

    /// Steps, or callbacks where nobody counts steps.
    private func work(_ vitals: Vitals, past: ArraySlice<HistorySample>) -> Line {
        if let steps = past.last?.steps {
            let about = vitals.countsEveryStep || settings.glyphs == .ascii ? "" : "≈"
            let callbacks = past.last?.callbacks.map { Phrase(NumberText.rate($0)) + .muted(" callbacks/s") } ?? ""
            return Line(
                label: "work", facts: [.strong(about + NumberText.rate(steps)) + " steps/s", callbacks],
                past: past.map(\.steps))
        }
        return Line(
            label: "work",
            facts: [
                past.last?.callbacks.map { .strong(NumberText.rate($0)) + " callbacks/s" } ?? "",
                .muted("steps unknown"),
            ], past: past.map(\.callbacks))
    }

    private func phrases(about loop: Loop) -> [Phrase] {
        let debug: Phrase =
            switch loop.isDebug {
            case true?: Phrase("\(settings.glyphs.warning) debug mode is on: it slows the loop", .look)
            case false?: .muted("debug off")
            case nil: ""
            }
        let thread: Phrase = loop.isMain ? "" : .muted("in \(loop.threadName)")
        return [Phrase(loop.implementation), loop.isRunning ? "" : .muted("not running"), debug, thread]
    }

    private func agentFacts(_ vitals: Vitals) -> [Phrase] {
        let cost = scene.cost.share(since: picture.service?.agentStarted)
        return [
            cost.map { .muted("costs ") + Phrase("\(NumberText.percent($0)) of a core", $0 > 0.05 ? .look : .text) }
                ?? "",
            vitals.agentMemory.map { Phrase(ByteText.short($0)) } ?? "",
            vitals.dropped > 0
                ? Phrase(
                    "\(settings.glyphs.warning) \(NumberText.grouped(vitals.dropped)) \(Plural.noun(vitals.dropped, "message")) dropped",
                    .look)
                : "",
            vitals.trouble?.kinds.first.map { Phrase("\(settings.glyphs.warning) \($0.sentence)", .look) } ?? "",
            picture.service?.isLate == true ? .muted("came late: earlier is at least") : "",
        ]
    }
}
