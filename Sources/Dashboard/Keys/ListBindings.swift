import Terminal

extension Bindings {
    /// What keys mean on the screens that are lists, apart from movement.
    static let lists = slow

    private static let slow = [
        Binding(
            action: .open, keys: [.enter], context: .slow, hint: "open task",
            help: "open the task of the last block, while it is known"),
        Binding(
            action: .sort, keys: [.character("s")], context: .slow, hint: "sort",
            help: "sort by the total, the worst, the count, or the last"),
    ]
}
