import Model
import Terminal

/// How the rows of the slow screen are shared out.
struct SlowLayout: Hashable, Sendable {
    /// Rows of the list, its titles among them.
    var list: Int
    /// Rows of the boxes about the selected culprit: its stack, and its latest blocks; 0 for none.
    var stack: Int
    var latest: Int

    /// Two lines above the list come off.
    init(contentHeight: Int, culprits: Int) {
        let room = max(0, contentHeight - 2)
        let least = min(max(3, culprits + 1), max(3, room / 3))
        guard room - least >= 8 else {
            (list, stack, latest) = (room, 0, 0)
            return
        }
        latest = room >= 26 ? min(9, room / 4) : 0
        stack = min(room - least - latest, room >= 40 ? 24 : 20)
        list = room - stack - latest
    }
}

/// Slow callbacks as they are drawn.
struct SlowView: SceneView {
    let scene: Scene
    let slow: SlowState

    /// Who held the loop up: culprits, the one selected in full.
    func draw(on canvas: inout Canvas, in rect: Rect, now: Double) -> Cursor? {
        let line = Rect(rect.x + 1, rect.y, rect.width - 2, 1)
        let typing = draw(slow.filter, facts: slowSummary(now: now), on: &canvas, in: line)
        guard !slow.rows.isEmpty else {
            drawNoSlow(on: &canvas, in: Rect(rect.x + 1, rect.y + 2, rect.width - 2, rect.height - 2))
            let box = Rect(rect.x, rect.y + 9, min(rect.width, 100), min(14, rect.height - 9))
            if box.height >= 5 { drawStepTimes(on: &canvas, in: box) }
            return typing
        }
        drawBlockedStrip(on: &canvas, in: Rect(rect.x + 1, rect.y + 1, rect.width - 2, 1))
        let layout = SlowLayout(contentHeight: rect.height, culprits: slow.rows.count)
        let first = slow.selection.firstRow(of: slow.rows.count, page: layout.list - 1)
        let table = Table(
            columns: chosen(SlowColumns.all, .slow), rows: slow.rows[first...],
            selected: slow.rows.firstIndex { $0.id == slow.selection.id },
            sorted: slow.order)
        let cursor = table.draw(
            scene, on: &canvas, in: Rect(rect.x, rect.y + 2, rect.width, layout.list))
        guard let culprit = slow.selected, layout.stack > 0 else { return typing ?? cursor }
        let below = Rect(rect.x, rect.y + 2 + layout.list, rect.width, layout.stack)
        let right = below.width >= 100 ? min(48, below.width * 2 / 5) : 0
        drawCulprit(culprit, on: &canvas, in: Rect(below.x, below.y, below.width - right, below.height), now: now)
        if right > 0 {
            drawLengths(of: culprit, on: &canvas, in: Rect(below.x + below.width - right, below.y, right, below.height))
        }
        if layout.latest > 0 {
            let latest = Rect(rect.x, below.y + below.height, rect.width - right, layout.latest)
            drawLatest(of: culprit, on: &canvas, in: latest)
            if right > 0 {
                drawStepTimes(on: &canvas, in: Rect(latest.x + latest.width, latest.y, right, latest.height))
            }
        }
        return typing ?? cursor
    }

    /// The threshold, since when blocks are known, and what they come to.
    private func slowSummary(now: Double) -> [Phrase] {
        let report = picture.slow
        var facts: [Phrase] = [
            .muted("longer than ") + (report.threshold.map { .strong(DurationText.short($0)) } ?? .muted("?"))
        ]
        if let since = report.since {
            facts.append(.muted("known for ") + Phrase(DurationText.short(now - since)))
        }
        let count = report.culprits.total { $0.count }
        guard count > 0 else { return facts }
        let total = report.culprits.reduce(0) { $0 + $1.total }
        var sum = Phrase(NumberText.grouped(count), .look) + .muted(" \(Plural.noun(count, "block")), ")
        sum += Phrase(DurationText.short(total)) + .muted(" in all")
        if let since = report.since, now - since >= 1 {
            let share = min(1, total / (now - since))
            sum +=
                .muted(" = ") + Phrase(NumberText.percent(share), share >= 0.01 ? .look : .text)
                + .muted(" of the time")
        }
        return [sum] + facts
    }

    /// The seconds in which a loop stood still, over all of the past that is known.
    private func drawBlockedStrip(on canvas: inout Canvas, in rect: Rect) {
        let samples = picture.history
        guard let first = samples.first, samples.contains(where: { $0.blocked != nil }) else {
            canvas.put(
                .muted("when loops stood still is unknown to this agent"), x: rect.x, y: rect.y, width: rect.width)
            return
        }
        let label = Phrase.muted("\(DurationText.short(picture.now - first.time)) ago \(settings.glyphs.ellipsis) now")
        let width = rect.width - 10 - label.columns()
        guard width >= 10 else { return }
        canvas.put(.muted("blocked"), x: rect.x, y: rect.y)
        let curve = samples.map(\.blocked).folded(to: width)
        let most = max(0.1, curve.compactMap(\.self).max() ?? 0)
        canvas.sparkline(
            curve, maximum: most, x: rect.x + 8, y: rect.y, width: min(width, curve.count),
            symbols: settings.glyphs.plot.wide
        ) { $0 >= 0.3 ? .act : $0 > 0 ? .look : .good }
        canvas.put(label, x: rect.x + 10 + min(width, curve.count), y: rect.y)
    }

    private func drawNoSlow(on canvas: inout Canvas, in rect: Rect) {
        if !picture.slow.culprits.isEmpty {
            return drawNoMatch("slow callback", on: &canvas, in: rect)
        }
        let isKnown = picture.slow.threshold != nil
        let sentences: [Phrase] =
            isKnown
            ? [
                Phrase("\(settings.glyphs.done) ", .good)
                    + "No callback and no step of a task has held a loop longer than that.",
                .muted("One that does is listed here by the line of code that it stood at. The threshold is ")
                    + Phrase("LOOPTOP_SLOW", .strong) + .muted(" in the service's environment, in seconds."),
            ]
            : [.muted("The agent has not told of slow callbacks: it may be older than looptop.")]
        var row = rect.y
        for sentence in sentences where row < rect.y + rect.height {
            row = canvas.put(wrapped: sentence, in: Rect(rect.x, row, rect.width, rect.y + rect.height - row)) + 1
        }
    }
}
