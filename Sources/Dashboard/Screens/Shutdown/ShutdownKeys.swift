import Terminal

extension ScreenID {
    static let shutdown = ScreenID(rawValue: "shutdown")
}

extension KeyContext {
    static let shutdown = KeyContext("shutdown")
}

extension Action {
    static let saveReport = Action("save-report")
}

extension ShutdownScreen {
    static let keys = KeySection(
        .shutdown,
        [
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
        ])
}
