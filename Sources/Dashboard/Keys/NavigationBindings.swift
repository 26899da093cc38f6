import Terminal

extension Bindings {
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

    /// Tasks chosen to do something to all of them.
    static let selection = [
        Binding(
            action: .select, keys: [.character(" ")], context: .tasks, hint: "mark",
            help: "mark the task, or not: what acts on one task acts on all that are marked"),
        Binding(
            action: .unselect, keys: [.character("U")], context: .tasks, hint: nil, help: "mark none"),
    ]

    static let paletteLine = [
        Binding(action: .runEntry, keys: [.enter], context: .palette, hint: "do it", help: "do what is selected"),
        Binding(
            action: .completeEntry, keys: [.tab], context: .palette, hint: "complete",
            help: "put what is selected into the line"),
        Binding(
            action: .down, keys: [.down, .control("n")], context: .palette, hint: nil, help: "the entry below"),
        Binding(action: .up, keys: [.up, .control("p")], context: .palette, hint: nil, help: "the entry above"),
        Binding(
            action: .closePalette, keys: [.escape], context: .palette, hint: "close", help: "leave the line"),
    ]
}
