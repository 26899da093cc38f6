import Terminal

extension ScreenID {
    static let tasks = ScreenID(rawValue: "tasks")
}

extension KeyContext {
    static let tasks = KeyContext("tasks")
}

extension Action {
    static let shape = Action("shape")
    static let collapse = Action("collapse")
    static let expand = Action("expand")
    static let fold = Action("fold")
    static let foldLevel = Action("fold-level")
    static let unfoldLevel = Action("unfold-level")
    static let foldAll = Action("fold-all")
    static let select = Action("select")
    static let unselect = Action("unselect")
}

extension TasksScreen {
    static let keys = KeySection(.tasks, own + selection + [ActBindings.cancel(.tasks)])

    private static let own =
        [Binding(action: .open, keys: [.enter], context: .tasks, hint: "open", help: "open the selected task")]
        + Bindings.filter(.tasks, what: "the tasks") + Bindings.sorting(.tasks) + [

            Binding(
                action: .shape, keys: [.character("t"), .function(5)], context: .tasks, hint: "form",
                help: "tree by creation, tree by await, flat list, folded by place"),
            Binding(
                action: .fold, keys: [.character("-"), .character("+")], context: .tasks, hint: "fold",
                help: "fold or unfold what stands below"),
            Binding(
                action: .collapse, keys: [.left, .character("h")], context: .tasks, hint: nil,
                help: "fold, or go to the line above in the tree"),
            Binding(
                action: .expand, keys: [.right, .character("l")], context: .tasks, hint: nil,
                help: "unfold, or go to the first line below"),
            Binding(
                action: .foldLevel, keys: [.character("<")], context: .tasks, hint: nil,
                help: "fold the whole tree by a level"),
            Binding(
                action: .unfoldLevel, keys: [.character(">")], context: .tasks, hint: nil,
                help: "unfold the whole tree by a level"),
            Binding(
                action: .foldAll, keys: [.character("*")], context: .tasks, hint: nil,
                help: "fold the whole tree; unfold all of it; as it was at first"),
            Bindings.mark(.tasks, hint: nil),
        ]

    /// Tasks chosen to do something to all of them.
    private static let selection = [
        Binding(
            action: .select, keys: [.character(" ")], context: .tasks, hint: "mark",
            help: "mark the task, or not: what acts on one task acts on all that are marked"),
        Binding(
            action: .unselect, keys: [.character("U")], context: .tasks, hint: nil, help: "mark none"),
    ]
}
