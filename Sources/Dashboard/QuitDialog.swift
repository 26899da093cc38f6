public import Terminal

/// What is asked when a person leaves a service that looptop itself has started. A plain value, drawn over the screen.
public struct QuitDialog: Sendable {
    /// What the person wants.
    public enum Answer: Hashable, Sendable {
        /// Leave, and let the service go on.
        case leaveRunning
        /// Have the service end first.
        case stop
        /// Back to the dashboard.
        case stay
    }

    private let settings: DashboardSettings
    private let service: String
    private var focus = 0
    /// Seconds since the service was told to stop; nil before.
    public var stoppingFor: Int?

    private static let choices: [(key: Character, text: String, answer: Answer)] = [
        ("l", "leave it running", .leaveRunning), ("s", "stop it", .stop), ("b", "back", .stay),
    ]

    /// Asks about a service.
    public init(settings: DashboardSettings, service: String) {
        self.settings = settings
        self.service = service
    }

    /// Takes in a key.
    ///
    /// - Returns: the answer, once there is one. While the service stops, leaving is the only one.
    public mutating func handle(_ key: Key) -> Answer? {
        if stoppingFor != nil { return key == .character("l") ? .leaveRunning : nil }
        switch key {
        case .escape: return .stay
        case .enter: return Self.choices[focus].answer
        case .left, .up, .backTab, .character("k"): focus = (focus + Self.choices.count - 1) % Self.choices.count
        case .right, .down, .tab, .character("j"): focus = (focus + 1) % Self.choices.count
        case .character(let character): return Self.choices.first { $0.key == character }?.answer
        default: break
        }
        return nil
    }

    /// Draws the question over a screen.
    public func render(over grid: CellGrid) -> CellGrid {
        var canvas = Canvas(grid.size, theme: settings.theme, glyphs: settings.glyphs)
        canvas.grid = grid
        let width = min(58, grid.size.width)
        let height = min(6, grid.size.height)
        let frame = Rect((grid.size.width - width) / 2, (grid.size.height - height) / 2, width, height)
        canvas.grid.fill(frame, style: settings.theme[.text])
        let inner = canvas.box(frame, title: .strong("leave"), role: .look)
        if let stoppingFor {
            canvas.put(Phrase("\(service) was told to stop, \(stoppingFor) s ago"), x: inner.x, y: inner.y + 1)
            canvas.put(Phrase("l", .key) + .muted(" leave, without waiting for its end"), x: inner.x, y: inner.y + 3)
        } else {
            canvas.put(
                Phrase("\(service) was started by looptop."), x: inner.x, y: inner.y + 1, width: inner.width)
            drawChoices(on: &canvas, x: inner.x, y: inner.y + 3)
        }
        return canvas.grid
    }

    private func drawChoices(on canvas: inout Canvas, x: Int, y: Int) {
        var column = x
        for (index, choice) in Self.choices.enumerated() {
            let start = column
            column = canvas.put(Phrase(" \(choice.key)", .key) + Phrase(" \(choice.text) "), x: column, y: y)
            if index == focus { canvas.band(.selection, y: y, x: start, width: column - start) }
            column += 2
        }
    }
}
