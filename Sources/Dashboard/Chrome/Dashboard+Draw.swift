import Model
public import Terminal

extension Dashboard {
    /// The smallest terminal that screens are made for.
    static let smallest = Size(40, 10)

    /// Draws everything.
    ///
    /// - Parameter now: the service's clock, Unix seconds, extrapolated by the caller from the newest picture.
    public func render(_ size: Size, now: Double) -> (grid: CellGrid, cursor: Cursor?) {
        let (canvas, cursor) = draw(size, now: now)
        return (canvas.grid, cursor)
    }

    /// Draws everything, and tells what a click means where.
    func draw(_ size: Size, now: Double) -> (canvas: Canvas, cursor: Cursor?) {
        var canvas = Canvas(size, theme: settings.theme, glyphs: settings.glyphs)
        guard size.width >= Self.smallest.width, size.height >= Self.smallest.height else {
            drawTooSmall(on: &canvas)
            return (canvas, nil)
        }
        let clock = clock(now)
        let pane = paneHeight(in: size)
        let content = Rect(0, 2, size.width, size.height - 3 - pane)
        var cursor: Cursor?
        let scene = scene(now: clock)
        if isHelpOpen {
            helpView(scene).draw(on: &canvas, in: content)
        } else if picture.service == nil {
            scene.drawConnecting(on: &canvas, in: content)
        } else if let opened {
            cursor = TaskView(scene: scene, taskPage: taskPage).draw(opened, on: &canvas, in: content, now: clock)
        } else {
            cursor = shown.draw(scene, on: &canvas, in: content)
        }
        if case .lost = picture.connection, !isHelpOpen, screen != .shutdown || shutdown.end == nil {
            canvas.grid.restyle(content) { $0.adding(.dim) }
        }
        if pane > 0 {
            let rect = Rect(0, size.height - 1 - pane, size.width, pane)
            OutputView(scene: scene).draw(on: &canvas, in: rect)
        }
        drawHeader(on: &canvas, now: clock)
        drawScreensBar(on: &canvas)
        drawHints(on: &canvas)
        if let dialog = dialogs.last {
            // What lies below a dialog cannot be clicked.
            canvas.forgetRegions()
            cursor = dialog.draw(scene, on: &canvas)
        }
        return (canvas, cursor)
    }

    private func drawTooSmall(on canvas: inout Canvas) {
        let size = canvas.grid.size
        let lines: [Phrase] = [
            Phrase("looptop", .key) + " needs more room",
            .muted("here   ") + Phrase("\(size.width)x\(size.height)", .look),
            .muted("needs  ") + Phrase("\(Self.smallest.width)x\(Self.smallest.height)", .good),
            .muted("enlarge the window, or ") + Phrase("q", .key) + .muted(" quit"),
        ]
        let top = max(0, (size.height - lines.count) / 2)
        for (row, line) in lines.enumerated() {
            canvas.put(line, x: max(0, (size.width - line.columns()) / 2), y: top + row)
        }
    }
}
