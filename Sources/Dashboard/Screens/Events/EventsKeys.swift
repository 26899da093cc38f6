import Terminal

extension ScreenID {
    static let events = ScreenID(rawValue: "events")
}

extension KeyContext {
    static let events = KeyContext("events")
}

extension Action {
    static let nextKind = Action("next-kind")
}

extension EventsScreen {
    static let keys = KeySection(
        .events,
        Bindings.filter(.events, what: "the events") + [
            Binding(
                action: .nextKind, keys: [.character("K")], context: .events, hint: "kind",
                help: "all kinds, ends, trouble, slow callbacks, or the service"),
            Binding(
                action: .open, keys: [.enter], context: .events, hint: "open task", help: "open the task of the event"),
        ])
}
