import Terminal

/// Keys that are the same in many places; every other stands beside the screen or the dialog that it belongs to.
enum Bindings {
    /// Up and down in everything.
    static let movement = [
        Binding(
            action: .down, keys: [.character("j"), .down], context: .everywhere, hint: nil, help: "down"),
        Binding(action: .up, keys: [.character("k"), .up], context: .everywhere, hint: nil, help: "up"),
        Binding(
            action: .pageDown, keys: [.pageDown, .control("d")], context: .everywhere, hint: nil, help: "a page down"),
        Binding(
            action: .pageUp, keys: [.pageUp, .control("u")], context: .everywhere, hint: nil, help: "a page up"),
        Binding(
            action: .first, keys: [.character("g"), .home], context: .everywhere, hint: nil, help: "to the first"),
        Binding(action: .last, keys: [.character("G"), .end], context: .everywhere, hint: nil, help: "to the last"),
    ]

    /// The way through the screens, and the palette.
    static let navigation = [
        Binding(
            action: .palette, keys: [.character(":")], context: .everywhere, hint: "command",
            help: "a line for commands: screens, actions, tasks by number or name, :sort, :filter"),
        Binding(
            action: .jump, keys: [.character("#")], context: .everywhere, hint: nil,
            help: "go to a task by its number or its name"),
        Binding(
            action: .goBack, keys: [.character("["), .control("o")], context: .everywhere, hint: nil,
            help: "back to where one was before"),
        Binding(
            action: .goForward, keys: [.character("]")], context: .everywhere, hint: nil,
            help: "forward again"),
    ]

    /// The columns of the list that is shown.
    static let columns = [
        Binding(
            action: .columns, keys: [.character("C"), .function(2)], context: .everywhere, hint: nil,
            help: "choose the columns of the list, and their order")
    ]

    static let everywhere = [
        Binding(
            action: .freeze, keys: [.character("f")], context: .everywhere, hint: "freeze",
            help: "hold the picture still, and go on with the newest"),
        Binding(
            action: .workers, keys: [.character("w")], context: .everywhere, hint: nil,
            help: "the workers of an application, to look at one or at all"),
        Binding(
            action: .togglePane, keys: [.character("o")], context: .everywhere, hint: "output",
            help: "the service's output below the screen, or not"),
        Binding(
            action: .dump, keys: [.character("W")], context: .everywhere, hint: nil,
            help: "write all that is known now into a file, as JSON"),
        Binding(
            action: .copy, keys: [.character("y")], context: .everywhere, hint: nil,
            help: "copy the task with its await chain, or the selected line, to the clipboard"),
        Binding(
            action: .themes, keys: [.character("T")], context: .everywhere, hint: nil,
            help: "the themes, each shown at once"),
        Binding(
            action: .redraw, keys: [.control("l")], context: .everywhere, hint: nil, help: "paint the screen anew"),
        Binding(
            action: .help, keys: [.character("?"), .function(1)], context: .everywhere, hint: "help",
            help: "all keys"),
        Binding(
            action: .quit, keys: [.character("q"), .function(10)], context: .everywhere, hint: "quit", help: "leave"),
        Binding(action: .quit, keys: [.control("c")], context: .everywhere, hint: nil, help: "leave, always"),
    ]

    static let filterLine = [
        Binding(
            action: .keepFilter, keys: [.enter], context: .filterLine, hint: "keep", help: "keep the filter"),
        Binding(
            action: .clearFilter, keys: [.escape], context: .filterLine, hint: "clear", help: "clear the filter"),
    ]
}

/// What lists have in common.
extension Bindings {
    static func mark(_ context: KeyContext, hint: String? = "long-running") -> Binding {
        Binding(
            action: .mark, keys: [.character("m")], context: context, hint: hint,
            help: "tasks wait long at this line by intent: none there is stuck, or take that back")
    }

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
