import Model
import Terminal

/// A task's own screen as it is drawn.
struct TaskView: SceneView {
    let scene: Scene
    /// How it is looked at.
    let taskPage: TaskPageState

    /// A task's own screen: why it waits, where it is, who made it and who waits for it.
    func draw(_ id: TaskID, on canvas: inout Canvas, in rect: Rect, now: Double) -> Cursor? {
        guard let task = lastRecord(id) else {
            let gone = Phrase.muted("\(id) ended some time ago, and its record has gone; ")
            canvas.put(gone + Phrase("esc", .key) + .muted(" goes back"), x: 3, y: rect.y + 1)
            return nil
        }
        let page = page(of: task, in: rect, now: now)
        let title = task.state.isEnded ? "how it ended" : "why it waits"
        let isWaiting = task.wait != nil || task.state.isEnded
        let why = canvas.box(
            page.layout.why, title: .strong(isWaiting ? title : "what it does"),
            note: TaskCells.stateNote(task, isStuck: scene.stuck.contains(task.id), settings.glyphs))
        var cursor = draw(page.why[...], .why, of: page, on: &canvas, in: why)
        if let timeline = page.layout.timeline { drawTimeline(on: &canvas, in: timeline, now: now) }
        let place = page.layout.place
        let last = min(page.place.count, page.first + place.height - 2)
        let note =
            page.limit > 0
            ? "\(page.first + 1) to \(last) of \(page.place.count), pgdn scrolls" : "await chain, innermost last"
        let inner = canvas.box(
            place, title: .strong(task.state.isEnded ? "where it was last seen" : "where it is"), note: .muted(note))
        cursor =
            draw(page.place[page.first..<max(page.first, last)], .place, of: page, on: &canvas, in: inner) ?? cursor
        if let who = page.layout.who {
            let inner = canvas.box(who, title: .strong("who"))
            cursor = draw(page.who[...], .who, of: page, on: &canvas, in: inner) ?? cursor
        }
        return cursor ?? Cursor(x: why.x, y: why.y, isVisible: false)
    }

    /// - Returns: where the link is that Enter follows.
    private func draw(
        _ lines: ArraySlice<PageLine>, _ box: TaskLink.Box, of page: TaskPage, on canvas: inout Canvas, in rect: Rect
    ) -> Cursor? {
        let link = taskPage.link.flatMap { TaskLink.nearest(to: $0, in: page.links) }
        var cursor: Cursor?
        for (row, line) in zip(lines.indices, lines).prefix(max(0, rect.height)) {
            let y = rect.y + row - lines.startIndex
            if link?.box == box, link?.line == row {
                canvas.band(.selection, y: y, x: rect.x - 1, width: rect.width + 2)
                cursor = Cursor(x: rect.x, y: y, isVisible: false)
            }
            canvas.put(line.phrase, x: rect.x, y: y, width: rect.width)
            if let task = line.link { canvas.clickable(Rect(rect.x, y, rect.width, 1), .task(task)) }
        }
        return cursor
    }

    func page(of task: TaskRecord, in content: Rect, now: Double) -> TaskPage {
        let width = TaskLayout(content: content, reasons: 1).place.width - 4
        return TaskPage(
            why: WhyLines(scene, task, now: now).lines,
            place: whereLines(task, width: width).map { PageLine($0) },
            who: whoLines(task, now: now), content: content,
            marked: scene.details.detail(of: task.id).flatMap { AwaitChain.marked($0.stack) } ?? 0, state: taskPage)
    }

    /// The await chain, then the source around its lines in the user's own code, the innermost first.
    func whereLines(_ task: TaskRecord, width: Int) -> [Phrase] {
        guard let stack = scene.details.detail(of: task.id)?.stack else {
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
}

extension TaskCells {
    /// The state for the upper line of a box.
    static func stateNote(_ task: TaskRecord, isStuck: Bool, _ glyphs: Glyphs) -> Phrase {
        guard task.isOutcomeKnown else { return .muted("ended") }
        return StateWords(task.state, isStuck: isStuck, glyphs).phrase
    }
}
