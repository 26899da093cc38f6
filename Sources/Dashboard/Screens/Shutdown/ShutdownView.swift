import Model
import Terminal

/// How the shutdown screen shares its rows.
struct ShutdownLayout: Hashable {
    let top: Int
    let blockers: Int
    let tasks: Int
    let happened: Int

    /// - Parameters:
    ///   - blockers: how many there are, two rows each; of what they need no more is taken.
    ///   - isOver: the process has ended: then what happened is what matters.
    init(height: Int, blockers count: Int, isOver: Bool) {
        top = min(height, isOver ? 3 : height >= 28 ? 6 : 5)
        let isTall = height >= 18
        let wanted = isOver ? 8 : max(4, count * 2 + 2)
        guard isTall else {
            (blockers, tasks, happened) = (max(0, height - top), 0, 0)
            return
        }
        guard !isOver else {
            (blockers, tasks, happened) = (wanted, 0, height - top - wanted)
            return
        }
        let least = (tasks: 5, happened: height >= 28 ? 6 : 4)
        blockers = min(wanted, height - top - least.tasks - least.happened)
        let rest = height - top - blockers
        happened = max(least.happened, rest / 3)
        tasks = rest - happened
    }
}

/// The end of a service as it is drawn.
struct ShutdownView: SceneView {
    let scene: Scene
    let selection: ListSelection<TaskID>
    let planTop: Int

    var shutdown: ShutdownState { scene.shutdown }

    /// Before: what an end would mean. Then: phases, what is in the way, what is left, what happened.
    func draw(on canvas: inout Canvas, in rect: Rect, now: Double) -> Cursor? {
        guard shutdown.hasBegun else {
            drawShutdownPlan(on: &canvas, in: rect)
            return nil
        }
        let layout = ShutdownLayout(
            height: rect.height, blockers: shutdown.status?.blockers.count ?? 0, isOver: shutdown.end != nil)
        var y = rect.y
        func next(_ height: Int) -> Rect {
            defer { y += height }
            return Rect(rect.x, y, rect.width, height)
        }
        drawProgress(on: &canvas, in: next(layout.top), now: now)
        drawBlockers(on: &canvas, in: next(layout.blockers), now: now)
        let cursor = drawLeaving(on: &canvas, in: next(layout.tasks), now: now)
        drawHappened(on: &canvas, in: next(layout.happened))
        return cursor
    }

    private func drawLeaving(on canvas: inout Canvas, in rect: Rect, now: Double) -> Cursor? {
        guard rect.height > 0 else { return nil }
        let tasks = shutdown.end == nil ? shutdown.status?.tasks ?? [] : []
        let begin = shutdown.status?.atBegin.tasks ?? picture.tasks.count
        let left = shutdown.status?.left.tasks ?? tasks.count
        let note =
            shutdown.end == nil ? Phrase.muted("\(NumberText.grouped(left)) of \(NumberText.grouped(begin))") : ""
        let inner = canvas.box(rect, title: .strong("tasks left"), note: note)
        guard !tasks.isEmpty else {
            let words = shutdown.end.map { "none that is seen: \($0.kind.sentence)" } ?? "none is known"
            canvas.put(.muted(words), x: inner.x, y: inner.y)
            return nil
        }
        let first = selection.firstRow(of: tasks.count, page: inner.height - 1)
        let table = Table(
            columns: LeavingColumns.all, rows: tasks[first...],
            selected: tasks.firstIndex { $0.id == selection.id })
        return table.draw(
            scene, on: &canvas, in: Rect(inner.x - 1, inner.y, inner.width + 2, inner.height))
    }

    private func drawHappened(on canvas: inout Canvas, in rect: Rect) {
        guard rect.height > 0 else { return }
        let inner = canvas.box(rect, title: .strong("what happened"))
        var lines = shutdown.notes.map { Phrase.muted(settings.clockText($0.time)) + "  " + Phrase($0.text) }
        if let end = shutdown.end {
            let what = end.process.map { "process \($0.pid) \($0.sentence)" } ?? end.kind.sentence
            lines.append(.muted(settings.clockText(end.time)) + "  " + Phrase(what, end.kind.role))
        }
        for (row, line) in lines.suffix(inner.height).enumerated() {
            canvas.put(line, x: inner.x, y: inner.y + row, width: inner.width)
        }
    }
}
