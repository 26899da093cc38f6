import Model
import Terminal

/// The overview as it is drawn.
struct OverviewView: SceneView {
    let scene: Scene
    /// Where tasks wait.
    let places: [WaitingPlace]
    /// The pools and queues, those that make tasks wait first.
    let poolRows: [ResourceRow]

    /// Answers at a glance: what is wrong first, then the last minutes, then where the time goes.
    func draw(on canvas: inout Canvas, in rect: Rect, now: Double) -> Cursor? {
        guard !hasNoLoop else {
            drawNoLoop(on: &canvas, in: rect)
            return nil
        }
        var rest = rect
        func take(_ rows: Int) {
            rest = Rect(rest.x, rest.y + rows, rest.width, rest.height - rows)
        }
        if let blocked = picture.vitals?.blocked, picture.connection == .live {
            take(drawBlocked(blocked, on: &canvas, in: rest, now: now))
        }
        let findings = drawWorstFindings(on: &canvas, in: rest)
        take(findings)
        // A blocking call is a finding: it is not told twice.
        if findings == 0 { take(drawSlowSentences(on: &canvas, in: rest, now: now)) }
        take(drawPlots(on: &canvas, in: rest))
        take(drawLagStrip(on: &canvas, in: rest))
        drawBoxes(on: &canvas, in: rest, now: now)
        return nil
    }

    /// True once it is known that no event loop runs in the service.
    var hasNoLoop: Bool {
        picture.loops.isEmpty && picture.tasks.isEmpty && picture.service != nil && picture.connection == .live
    }

    /// The curves, in as many rows and columns as there is room for beside the boxes.
    ///
    /// - Returns: the rows they took.
    private func drawPlots(on canvas: inout Canvas, in rect: Rect) -> Int {
        let columns = rect.width >= 150 ? 3 : rect.width >= 76 ? 2 : 1
        let rows = rect.height >= 40 ? 2 : 1
        let least = columns > 1 ? 7 : 6
        let share = rows > 1 ? max(9, rect.height / 4) : rect.height * 2 / 5
        let height = min(columns > 1 && rows == 1 ? 14 : 11, share)
        guard rect.height - height * rows >= least, height >= 5 || rect.height >= least + 5 else { return 0 }
        let size = max(5, height)
        let shown = history(forWidth: rect.width / columns)
        let plots = Array(plots(of: shown).prefix(columns * rows))
        for (index, plot) in plots.enumerated() {
            let (row, column) = index.quotientAndRemainder(dividingBy: columns)
            // Where plots are unknown the last row has fewer, and they are wider.
            let inRow = min(columns, plots.count - row * columns)
            let left = rect.width * column / inRow
            let right = rect.width * (column + 1) / inRow
            let past = inRow == columns ? shown : history(forWidth: rect.width / inRow)
            let wide = inRow == columns ? plot : self.plots(of: past).first { $0.title == plot.title }
            draw(
                wide ?? plot, of: past, on: &canvas,
                in: Rect(rect.x + left, rect.y + row * size, right - left, size))
        }
        return size * rows
    }

    /// Where tasks wait, what is busy, and the process: in columns, two boxes high where there is room.
    private func drawBoxes(on canvas: inout Canvas, in rect: Rect, now: Double) {
        guard rect.width >= 76 else { return drawStack(on: &canvas, in: rect, now: now) }
        let isHigh = rect.height >= 13
        let lower = isHigh ? min(serviceHeight, max(rect.height / 2, rect.height - 8)) : 0
        let hasRequests = rect.width >= 150 && picture.vitals?.requests != nil
        let columns = hasRequests ? 3 : 2
        func part(_ column: Int, _ y: Int, _ height: Int) -> Rect {
            let left = rect.width * column / columns
            return Rect(rect.x + left, rect.y + y, rect.width * (column + 1) / columns - left, height)
        }
        let hasBusiest = isHigh && picture.vitals?.busiest?.isEmpty == false
        let hasPools = isHigh && !poolRows.isEmpty
        drawPlaces(on: &canvas, in: part(0, 0, rect.height - (hasBusiest ? lower : 0)), now: now)
        if hasBusiest { drawBusiest(on: &canvas, in: part(0, rect.height - lower, lower)) }
        if hasPools { drawPools(on: &canvas, in: part(1, 0, rect.height - lower)) }
        drawService(
            withBusiest: !hasBusiest, on: &canvas,
            in: hasPools ? part(1, rect.height - lower, lower) : part(1, 0, rect.height))
        if hasRequests { drawRequestsBox(on: &canvas, in: part(2, 0, rect.height), now: now) }
    }

    private func drawStack(on canvas: inout Canvas, in rect: Rect, now: Double) {
        let upper = rect.height >= 14 ? rect.height - 8 : rect.height
        drawPlaces(on: &canvas, in: Rect(rect.x, rect.y, rect.width, upper), now: now)
        drawService(withBusiest: true, on: &canvas, in: Rect(rect.x, rect.y + upper, rect.width, rect.height - upper))
    }
}
