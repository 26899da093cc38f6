import Terminal

extension ScreenID {
    static let waits = ScreenID(rawValue: "waits")
}

extension KeyContext {
    static let waits = KeyContext("waits")
}

extension Action {
    static let nextBox = Action("next-box")
}

extension WaitsScreen {
    static let keys = KeySection(
        .waits,
        [
            Binding(
                action: .open, keys: [.enter], context: .waits, hint: "open task",
                help: "open the task selected in a box; in the list the one that holds it, or waits the longest"),
            Binding(
                action: .nextBox, keys: [.tab, .character("w")], context: .waits, hint: "holders, waiters",
                help: "select among those who hold it, those who wait, or the resources"),
        ] + Bindings.filter(.waits, what: "the resources") + Bindings.sorting(.waits))
}
