import Terminal

extension KeyContext {
    static let task = KeyContext("task", title: "a task")
}

extension TaskView {
    static let keys = KeySection(.task, own + [ActBindings.cancel(.task)])

    private static let own = [
        Binding(
            action: .back, keys: [.escape, .backspace, .left], context: .task, hint: "back",
            help: "back to where one came from"),
        Binding(
            action: .down, keys: [.tab, .character("j"), .down], context: .task, hint: "next link",
            help: "to the next line that leads to a task"),
        Binding(
            action: .up, keys: [.backTab, .character("k"), .up], context: .task, hint: nil,
            help: "to the line before that leads to a task"),
        Binding(
            action: .open, keys: [.enter, .right], context: .task, hint: "follow", help: "open the task of that line"),
        Binding(
            action: .pageDown, keys: [.pageDown, .character(" ")], context: .task, hint: "scroll", help: "a page down"),
        Bindings.mark(.task),
    ]
}
