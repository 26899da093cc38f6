import Terminal

extension Bindings {
    /// What keys mean on the screens that are lists, apart from movement.
    static let lists = waits + slow + events + findings + requests

    private static let waits =
        [
            Binding(
                action: .open, keys: [.enter], context: .waits, hint: "open task",
                help: "open the task selected in a box; in the list the one that holds it, or waits the longest"),
            Binding(
                action: .nextBox, keys: [.tab, .character("w")], context: .waits, hint: "holders, waiters",
                help: "select among those who hold it, those who wait, or the resources"),
        ] + filter(.waits, what: "the resources") + sorting(.waits)

    private static let requests =
        [
            Binding(
                action: .open, keys: [.enter], context: .requests, hint: "open task",
                help: "open the task of the request")
        ] + filter(.requests, what: "the requests") + sorting(.requests)

    private static let slow =
        [
            Binding(
                action: .open, keys: [.enter], context: .slow, hint: "open task",
                help: "open the task of the last block, while it is known")
        ] + filter(.slow, what: "the slow callbacks") + sorting(.slow)

    private static let findings =
        [
            Binding(
                action: .open, keys: [.enter], context: .findings, hint: "open",
                help: "open its slow callback, its first task, or its resource")
        ] + filter(.findings, what: "the findings") + sorting(.findings) + [
            Binding(
                action: .openResource, keys: [.character("r")], context: .findings, hint: "resource",
                help: "show the resource concerned among the waits"),
            mark(.findings),
        ]

    private static let events =
        filter(.events, what: "the events") + [
            Binding(
                action: .nextKind, keys: [.character("K")], context: .events, hint: "kind",
                help: "all kinds, ends, trouble, slow callbacks, or the service"),
            Binding(
                action: .open, keys: [.enter], context: .events, hint: "open task", help: "open the task of the event"),
        ]

    static func sorting(_ context: KeyContext) -> [Binding] {
        [
            Binding(
                action: .sort, keys: [.character("s"), .function(6)], context: context, hint: "sort",
                help: "sort by the next column"),
            Binding(
                action: .reverse, keys: [.character("S")], context: context, hint: nil,
                help: "turn the order around"),
        ]
    }

    static func filter(_ context: KeyContext, what: String) -> [Binding] {
        [
            Binding(
                action: .filter, keys: [.character("/"), .function(4)], context: context, hint: "filter",
                help: "filter \(what)"),
            Binding(
                action: .find, keys: [.function(3)], context: context, hint: nil,
                help: "find among \(what), all of them in sight"),
            Binding(
                action: .nextMatch, keys: [.character("n")], context: context, hint: nil,
                help: "the next match of what was last typed"),
            Binding(
                action: .previousMatch, keys: [.character("N")], context: context, hint: nil,
                help: "the match before"),
            Binding(
                action: .clearFilter, keys: [.escape], context: context, hint: nil, help: "clear the filter of \(what)"),
        ]
    }
}
