import Terminal

extension Bindings {
    /// Asks one task to end, wherever one is shown.
    static let cancellation = [KeyContext.tasks, .task].map {
        Binding(
            action: .cancelTask, keys: [.character("x")], context: $0, hint: "cancel…",
            help: "ask the task to end: shows what it waits for, and wants a typed word", isAct: true)
    }

    static let debugMode = [
        Binding(
            action: .debugMode, keys: [.character("D")], context: .everywhere, hint: nil,
            help: "asyncio's debug mode: on until looptop leaves, on and kept, or off", isAct: true)
    ]

    /// What keys mean on the shutdown screen; those that act are not there for whoever only reads.
    static let shutdown = [
        Binding(
            action: .shutDown, keys: [.character("s")], context: .shutdown, hint: "shut down…",
            help: "end the service: asks, and wants a typed word", isAct: true),
        Binding(
            action: .cancelTask, keys: [.character("x")], context: .shutdown, hint: "cancel task…",
            help: "ask the selected task to end", isAct: true),
        Binding(
            action: .secondSignal, keys: [.character("i")], context: .shutdown, hint: "second signal…",
            help: "the server's second signal, where it means something: SIGINT for uvicorn", isAct: true),
        Binding(
            action: .quitSignal, keys: [.character("u")], context: .shutdown, hint: nil,
            help: "SIGQUIT: asks, and wants a typed word", isAct: true),
        Binding(
            action: .killSignal, keys: [.character("K")], context: .shutdown, hint: "kill…",
            help: "SIGKILL: asks, says what is lost, and wants a typed word", isAct: true),
        Binding(
            action: .open, keys: [.enter], context: .shutdown, hint: "open task", help: "open the selected task"),
        Binding(
            action: .saveReport, keys: [.character("S")], context: .shutdown, hint: "save report",
            help: "write what happened to a file"),
    ]
}
