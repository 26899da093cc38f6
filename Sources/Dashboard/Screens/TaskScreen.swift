import Model
import Terminal

extension Dashboard {
    /// A task's own screen: why it waits, where it is, who made it and who waits for it.
    func drawTask(_ id: TaskID, on canvas: inout Canvas, in rect: Rect, now: Double) -> Cursor? {
        guard let task = record(id) else {
            canvas.put(
                .muted("\(id) ended some time ago, and its record has gone; ") + Phrase("esc", .key)
                    + .muted(" goes back"), x: 3, y: rect.y + 1)
            return nil
        }
        let why = Rect(rect.x, rect.y, rect.width, 4)
        let inner = canvas.box(
            why, title: .strong("\(id) \(task.name)"), note: TaskCells.stateNote(task, settings.glyphs))
        canvas.put(sentence(about: task, now: now), x: inner.x, y: inner.y, width: inner.width)
        canvas.put(.muted("coroutine ") + Phrase(task.coroutine), x: inner.x, y: inner.y + 1, width: inner.width)
        let rest = Rect(rect.x, rect.y + 4, rect.width, rect.height - 4)
        if rect.width >= 100 {
            let side = min(60, rect.width / 3)
            drawWhere(task, on: &canvas, in: Rect(rest.x, rest.y, rest.width - side, rest.height))
            drawWho(task, on: &canvas, in: Rect(rest.x + rest.width - side, rest.y, side, rest.height), now: now)
        } else {
            let who = min(8, rest.height / 2)
            drawWhere(task, on: &canvas, in: Rect(rest.x, rest.y, rest.width, rest.height - who))
            drawWho(task, on: &canvas, in: Rect(rest.x, rest.y + rest.height - who, rest.width, who), now: now)
        }
        return Cursor(x: inner.x, y: inner.y, isVisible: false)
    }

    private func drawWhere(_ task: TaskRecord, on canvas: inout Canvas, in rect: Rect) {
        let inner = canvas.box(rect, title: .strong("where it is"), note: .muted("await chain, innermost last"))
        guard let detail = details.detail(of: task.id) else {
            canvas.put(
                .muted(task.state.isEnded ? "its await chain ended with it" : "asking the service"), x: inner.x,
                y: inner.y, width: inner.width)
            return
        }
        guard let marked = AwaitChain.marked(detail.stack) else {
            canvas.put(
                .muted("no frame: the task has not begun, or is between steps"), x: inner.x, y: inner.y,
                width: inner.width)
            return
        }
        let context = detail.stack[marked].context
        let contextHeight = context.isEmpty ? 0 : min(context.count + 1, max(0, inner.height - 3))
        let chainHeight = max(1, inner.height - contextHeight)
        let next = draw(chain: detail.stack, on: &canvas, in: Rect(inner.x, inner.y, inner.width, chainHeight))
        guard contextHeight > 1 else { return }
        let line = detail.stack[marked].location.line
        drawSource(
            context, marked: line, on: &canvas,
            in: Rect(inner.x, next + 1, inner.width, inner.y + inner.height - next - 1))
    }

    /// Source lines with their numbers; the marked one stands out.
    func drawSource(_ lines: [SourceLine], marked: Int, on canvas: inout Canvas, in rect: Rect) {
        // Where not all fit, the marked line stays in sight.
        let at = lines.firstIndex { $0.number == marked } ?? 0
        let start = max(0, min(at - rect.height / 2, lines.count - rect.height))
        let width = String(lines.last?.number ?? 0).count
        for (row, line) in lines.dropFirst(start).prefix(rect.height).enumerated() {
            let y = rect.y + row
            let isMarked = line.number == marked
            if isMarked { canvas.put(Phrase("\(settings.glyphs.separator)", .place), x: rect.x, y: y) }
            canvas.put(
                Phrase("\(line.number)", isMarked ? .place : .muted), x: rect.x + 2, y: y, width: width, align: .right)
            canvas.put(Phrase("\(settings.glyphs.vertical)", .border), x: rect.x + 3 + width, y: y)
            let text = line.text.replacing("\t", with: "    ")
            canvas.put(
                Phrase(text, isMarked ? .strong : .text), x: rect.x + 5 + width, y: y, width: rect.width - 5 - width)
        }
    }

    private func drawWho(_ task: TaskRecord, on canvas: inout Canvas, in rect: Rect, now: Double) {
        let inner = canvas.box(rect, title: .strong("who"))
        for (row, fact) in facts(about: task, now: now).prefix(inner.height).enumerated() {
            canvas.put(.muted(fact.label), x: inner.x, y: inner.y + row, width: 10)
            canvas.put(fact.value, x: inner.x + 11, y: inner.y + row, width: inner.width - 11)
        }
    }

    private func facts(about task: TaskRecord, now: Double) -> [(label: String, value: Phrase)] {
        let unknown = Phrase.muted("unknown: the agent came later")
        var facts: [(label: String, value: Phrase)] = [
            ("created", task.created.map { Phrase("\(DurationText.short(now - $0)) ago") } ?? unknown),
            ("by", task.parent.map(title) ?? .muted(task.created == nil ? "unknown" : "no task")),
            ("at", task.createdAt.map(place) ?? .muted("unknown")),
        ]
        guard let detail = details.detail(of: task.id) else { return facts }
        let awaiting = detail.awaitedBy
        facts.append(("awaited by", awaiting.first.map(title) ?? .muted("no task")))
        facts += awaiting.dropFirst().prefix(4).map { ("", title($0)) }
        if awaiting.count > 5 { facts.append(("", .muted("and \(awaiting.count - 5) more"))) }
        let requests = detail.cancelRequests.map {
            $0 == 0 ? Phrase.muted("never requested") : Phrase("requested, \($0) in all", .look)
        }
        facts.append(("cancel", requests ?? .muted("unknown")))
        facts.append(("children", detail.children.isEmpty ? .muted("none") : Phrase("\(detail.children.count)")))
        facts += detail.children.prefix(20).map { ("", title($0)) }
        return facts
    }
}

extension TaskCells {
    /// The state for the upper line of a box.
    static func stateNote(_ task: TaskRecord, _ glyphs: Glyphs) -> Phrase {
        guard task.isOutcomeKnown else { return .muted("ended") }
        return Phrase("\(glyphs.state(task.state)) \(task.state.rawValue)", role(of: task))
    }
}
