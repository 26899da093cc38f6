import Terminal

extension Action {
    static let shutDown = Action("shut-down")
    static let cancelTask = Action("cancel-task")
    static let secondSignal = Action("second-signal")
    static let quitSignal = Action("quit-signal")
    static let killSignal = Action("kill-signal")
    static let debugMode = Action("debug-mode")
}

/// Keys that lead to acts, wherever a screen has them.
enum ActBindings {
    /// Asks one task to end.
    static func cancel(_ context: KeyContext) -> Binding {
        Binding(
            action: .cancelTask, keys: [.character("x")], context: context, hint: "cancel…",
            help: "ask the task to end: shows what it waits for, and wants a typed word", isAct: true)
    }

    static let debugMode = [
        Binding(
            action: .debugMode, keys: [.character("D")], context: .everywhere, hint: nil,
            help: "asyncio's debug mode: on until looptop leaves, on and kept, or off", isAct: true)
    ]
}
