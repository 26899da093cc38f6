import Terminal

extension ScreenID {
    static let findings = ScreenID(rawValue: "findings")
}

extension KeyContext {
    static let findings = KeyContext("findings")
}

extension Action {
    static let openResource = Action("open-resource")
}

extension FindingsScreen {
    static let keys = KeySection(
        .findings,
        [
            Binding(
                action: .open, keys: [.enter], context: .findings, hint: "open",
                help: "open its slow callback, its first task, or its resource")
        ] + Bindings.filter(.findings, what: "the findings") + Bindings.sorting(.findings) + [
            Binding(
                action: .openResource, keys: [.character("r")], context: .findings, hint: "resource",
                help: "show the resource concerned among the waits"),
            Bindings.mark(.findings),
        ])
}
