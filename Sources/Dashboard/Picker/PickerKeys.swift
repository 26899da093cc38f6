import Terminal

extension KeyContext {
    static let services = KeyContext("services", title: "the list of services", .dialog)
}

extension Action {
    static let demo = Action("demo")
    static let foldIn = Action("fold-in")
    static let foldOut = Action("fold-out")
}

extension Picker {
    static let keys = KeySection(
        .services,
        [
            binding(.accept, [.enter], "attach", "look at the service, or at all workers of the application"),
            binding(.workers, [.character(" ")], "workers", "the workers of an application, or not"),
            binding(.foldOut, [.right, .character("l")], nil, "show its workers"),
            binding(.foldIn, [.left, .character("h")], nil, "hide its workers"),
            binding(.down, [.character("j"), .down], nil, "down"),
            binding(.up, [.character("k"), .up], nil, "up"),
            binding(.pageDown, [.pageDown], nil, "a page down"),
            binding(.pageUp, [.pageUp], nil, "a page up"),
            binding(.first, [.character("g"), .home], nil, "to the first"),
            binding(.last, [.character("G"), .end], nil, "to the last"),
            binding(.demo, [.character("d")], "demo", "start the built-in service, and look at that"),
            binding(.quit, [.character("q"), .control("c"), .escape], "quit", "leave"),
        ])

    private static func binding(_ action: Action, _ keys: [Key], _ hint: String?, _ help: String) -> Binding {
        Binding(action: action, keys: keys, context: .services, hint: hint, help: help)
    }
}
