import Model
import Terminal

/// How a task's own screen is shared out.
struct TaskLayout: Hashable, Sendable {
    /// Rows of the box that says why it waits.
    static let whyHeight = 4
    /// Where it is.
    var place: Rect
    /// Who made it and who waits for it; nil where there is no width for a box beside the other.
    var who: Rect?

    init(content: Rect) {
        let rest = Rect(content.x, content.y + Self.whyHeight, content.width, content.height - Self.whyHeight)
        guard content.width >= 100 else {
            place = rest
            return
        }
        let side = min(60, content.width / 3)
        place = Rect(rest.x, rest.y, rest.width - side, rest.height)
        who = Rect(rest.x + rest.width - side, rest.y, side, rest.height)
    }
}

extension Dashboard {
    /// A task's own screen: why it waits, where it is, who made it and who waits for it.
    func drawTask(_ id: TaskID, on canvas: inout Canvas, in rect: Rect, now: Double) -> Cursor? {
        guard let task = record(id) else {
            let gone = Phrase.muted("\(id) ended some time ago, and its record has gone; ")
            canvas.put(gone + Phrase("esc", .key) + .muted(" goes back"), x: 3, y: rect.y + 1)
            return nil
        }
        let why = Rect(rect.x, rect.y, rect.width, TaskLayout.whyHeight)
        let inner = canvas.box(
            why, title: .strong("\(id) \(task.label)"), note: TaskCells.stateNote(task, settings.glyphs))
        canvas.put(sentence(about: task, now: now), x: inner.x, y: inner.y, width: inner.width)
        let names = Phrase.muted("coroutine ") + Phrase(task.coroutine) + .muted("   name ") + Phrase(task.name)
        canvas.put(names, x: inner.x, y: inner.y + 1, width: inner.width)
        let layout = TaskLayout(content: rect)
        drawWhere(task, on: &canvas, in: layout, now: now)
        if let who = layout.who { drawWho(task, on: &canvas, in: who, now: now) }
        return Cursor(x: inner.x, y: inner.y, isVisible: false)
    }

    private func drawWhere(_ task: TaskRecord, on canvas: inout Canvas, in layout: TaskLayout, now: Double) {
        let lines = detailLines(task, in: layout, now: now)
        let (first, limit) = detailScroll(task, lines: lines.count, in: layout)
        let last = min(lines.count, first + layout.place.height - 2)
        let note =
            limit > 0 ? "\(first + 1) to \(last) of \(lines.count), j k scroll" : "await chain, innermost last"
        let inner = canvas.box(layout.place, title: .strong("where it is"), note: .muted(note))
        for (row, line) in lines[first..<max(first, last)].enumerated() {
            canvas.put(line, x: inner.x, y: inner.y + row, width: inner.width)
        }
    }

    /// Every line of the box that scrolls.
    func detailLines(_ task: TaskRecord, in layout: TaskLayout, now: Double) -> [Phrase] {
        let lines = whereLines(task, width: layout.place.width - 4)
        guard layout.who == nil else { return lines }
        return lines + [""] + facts(about: task, now: now).map { .muted($0.label).padded(to: 11) + $0.value }
    }

    /// The first line shown, and the last that may be the first. Unless somebody scrolled, the marked frame is in sight.
    func detailScroll(_ task: TaskRecord, lines: Int, in layout: TaskLayout) -> (first: Int, limit: Int) {
        let height = layout.place.height - 2
        let limit = max(0, lines - height)
        let marked = details.detail(of: task.id).flatMap { AwaitChain.marked($0.stack) } ?? 0
        return (min(max(0, detailTop ?? marked - height + 2), limit), limit)
    }

    /// The await chain, then the source around its lines in the user's own code, the innermost first.
    func whereLines(_ task: TaskRecord, width: Int) -> [Phrase] {
        guard let stack = details.detail(of: task.id)?.stack else {
            return [.muted(task.state.isEnded ? "its await chain ended with it" : "asking the service")]
        }
        guard !stack.isEmpty else { return [.muted("no frame: the task has not begun, or is between steps")] }
        var lines = lines(ofChain: stack, width: width)
        for frame in stack.reversed() where frame.location.isUserCode && !frame.context.isEmpty {
            lines += ["", .muted("  in ") + .strong(frame.location.function) + .muted(" at ") + place(frame.location)]
            lines += self.lines(ofSource: frame.context, marked: frame.location.line)
        }
        return lines
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
        return Phrase("\(glyphs.state(task.state)) \(task.state.rawValue)", role(of: task.state))
    }
}
