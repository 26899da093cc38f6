import Terminal

/// One meaning of one or more keys.
struct Binding: Hashable, Sendable {
    /// What happens.
    var action: Action
    /// The first is the one that hints show.
    var keys: [Key]
    /// Where the keys mean it.
    var context: KeyContext
    /// One or two words for the hint bar; nil to leave it to the help.
    var hint: String?
    /// A sentence for the help.
    var help: String
    /// True where it does something to the service: not for those who only read.
    var isAct = false

    /// The action's name in the configuration.
    var name: String { action.name }

    /// In few words, for the palette.
    var title: String {
        if case .screen(let id) = action { return Screens.entry(id)?.title ?? id.rawValue }
        return name.replacing("-", with: " ")
    }
}

/// The one table that the hint bar, the help, the palette, the manual page and the dispatch of keys are made of.
enum Bindings {
    /// Every binding, in the order in which hints and help show them.
    static let all: [Binding] =
        task + tasks + selection + lists + cancellation + shutdown + filterLine + paletteLine + movement
        + Screens.all.map(\.binding) + navigation + columns + everywhere + debugMode + help

    private static let tasks =
        [Binding(action: .open, keys: [.enter], context: .tasks, hint: "open", help: "open the selected task")]
        + filter(.tasks, what: "the tasks") + sorting(.tasks) + [

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
            mark(.tasks),
        ]

    private static let task = [
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
        mark(.task),
    ]

    static func mark(_ context: KeyContext) -> Binding {
        Binding(
            action: .mark, keys: [.character("m")], context: context, hint: context == .tasks ? nil : "long-running",
            help: "tasks wait long at this line by intent: none there is stuck, or take that back")
    }

    private static let filterLine = [
        Binding(
            action: .keepFilter, keys: [.enter], context: .filterLine, hint: "keep", help: "keep the filter"),
        Binding(
            action: .clearFilter, keys: [.escape], context: .filterLine, hint: "clear", help: "clear the filter"),
    ]

    private static let movement = [
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

    private static let everywhere = [
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

    private static let help = [
        Binding(
            action: .back, keys: [.escape, .character("?"), .character("q")], context: .help, hint: "close",
            help: "close the help")
    ]
}
