import Model
import Terminal

extension Dashboard {
    /// The process and its loops in a few lines, the line that matters most first.
    func drawService(on canvas: inout Canvas, in rect: Rect) {
        let inner = canvas.box(
            rect, title: .strong("service"), note: .muted(picture.service.map { "agent \($0.agent)" } ?? ""))
        var row = inner.y
        func isOver() -> Bool { row >= inner.y + inner.height }
        if let cpu = picture.history.last?.cpu, !isOver() {
            drawCPU(cpu, on: &canvas, in: Rect(inner.x, row, inner.width, 1))
            row += 1
        }
        for (label, value) in serviceFacts where !isOver() {
            canvas.put(.muted(label), x: inner.x, y: row)
            canvas.put(
                list: value, by: .muted(" \(settings.glyphs.dot) "), x: inner.x + 6, y: row, width: inner.width - 6)
            row += 1
        }
    }

    private func drawCPU(_ cpu: Double, on canvas: inout Canvas, in rect: Rect) {
        let role: Role = cpu > 0.9 ? .look : .good
        canvas.put(.muted("cpu"), x: rect.x, y: rect.y)
        let width = max(0, min(24, rect.width - 16))
        canvas.gauge(cpu, x: rect.x + 6, y: rect.y, width: width, role: role)
        canvas.put(Phrase(NumberText.percent(cpu)), x: rect.x + 8 + width, y: rect.y, width: 8)
    }

    private var serviceFacts: [(label: String, value: [Phrase])] {
        guard let vitals = picture.vitals else { return [("", [.muted("no vital signs yet")])] }
        var facts: [(label: String, value: [Phrase])] = picture.loops.prefix(4).map { ("loop", phrases(about: $0)) }
        if picture.loops.isEmpty { facts.append(("loop", [Phrase("none runs", .look)])) }
        let work: [Phrase] = [
            picture.history.last?.callbacks.map { Phrase("\(NumberText.rate($0)) callbacks/s") } ?? "",
            vitals.readyQueue.map { .muted("ready queue ") + Phrase(NumberText.grouped($0)) } ?? "",
            vitals.timers.map { .muted("timers ") + Phrase(NumberText.grouped($0)) } ?? "",
        ]
        facts.append(("work", work))
        let process: [Phrase] = [
            vitals.rss.map { Phrase(ByteText.short($0)) } ?? "",
            vitals.threads.map { .muted("threads ") + Phrase("\($0)") } ?? "",
            vitals.fds.map { .muted("fds ") + Phrase("\($0)") } ?? "",
        ]
        facts.append(("rss", process))
        facts.append(("agent", agentFacts(vitals)))
        return facts.filter { $0.value.contains { !$0.isEmpty } }
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
        let cost = cost.share(since: picture.service?.agentStarted)
        return [
            cost.map { .muted("costs ") + Phrase("\(NumberText.percent($0)) of a core", $0 > 0.05 ? .look : .text) }
                ?? "",
            vitals.agentMemory.map { Phrase(ByteText.short($0)) } ?? "",
            vitals.dropped > 0
                ? Phrase("\(settings.glyphs.warning) \(NumberText.grouped(vitals.dropped)) messages dropped", .look)
                : "",
            picture.service?.isLate == true ? .muted("came late: earlier is at least") : "",
        ]
    }
}
