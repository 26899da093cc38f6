import Terminal

extension KeyContext {
    static let leave = KeyContext("leave", title: "before leaving", .dialog)
}

extension Action {
    static let leaveRunning = Action("leave-running")
    static let stopService = Action("stop-service")
}

/// What is asked when a person leaves a service that looptop itself has started.
struct QuitDialog: Dialog {
    static let keys = KeySection(
        .leave,
        [
            Binding(
                action: .leaveRunning, keys: [.character("l")], context: .leave, hint: nil,
                help: "leave it running; while it stops, do not wait for its end"),
            Binding(
                action: .stopService, keys: [.character("s")], context: .leave, hint: nil, help: "stop it, and leave"),
            DialogBindings.close(.leave, [.escape, .character("b")]),
        ]
            + DialogBindings.movement(
                .leave, down: [.right, .down, .tab, .character("j")], up: [.left, .up, .backTab, .character("k")])
            + [DialogBindings.accept(.leave, "do what is selected")])

    private let service: String
    private var focus = 0

    private static let choices: [(key: Character, text: String, action: Action)] = [
        ("l", "leave it running", .leaveRunning), ("s", "stop it", .stopService), ("b", "back", .close),
    ]

    /// Asks about a service.
    init(service: String) {
        self.service = service
    }

    /// While the service stops, leaving is the only answer.
    mutating func act(_ action: Action, _ scene: Scene) -> [Step] {
        if scene.stoppingFor != nil { return action == .leaveRunning ? [.effect(.leave)] : [] }
        let count = Self.choices.count
        switch action {
        case .accept: return act(Self.choices[focus].action, scene)
        case .leaveRunning: return [.effect(.leave)]
        case .stopService: return [.effect(.stopService)]
        case .close: return [.close]
        case .up: focus = (focus + count - 1) % count
        case .down: focus = (focus + 1) % count
        default: break
        }
        return []
    }

    func draw(_ scene: Scene, on canvas: inout Canvas) -> Cursor? {
        let size = canvas.grid.size
        let width = min(58, size.width)
        let height = min(6, size.height)
        let frame = Rect((size.width - width) / 2, (size.height - height) / 2, width, height)
        canvas.grid.fill(frame, style: canvas.theme[.text])
        let inner = canvas.box(frame, title: .strong("leave"), role: .look)
        if let stoppingFor = scene.stoppingFor {
            canvas.put(Phrase("\(service) was told to stop, \(stoppingFor) s ago"), x: inner.x, y: inner.y + 1)
            canvas.put(Phrase("l", .key) + .muted(" leave, without waiting for its end"), x: inner.x, y: inner.y + 3)
        } else {
            canvas.put(Phrase("\(service) was started by looptop."), x: inner.x, y: inner.y + 1, width: inner.width)
            drawChoices(on: &canvas, x: inner.x, y: inner.y + 3)
        }
        return nil
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
