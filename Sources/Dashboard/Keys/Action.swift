/// What a key can mean. What is meant on many screens stands here; a screen or a dialog adds what only it knows.
struct Action: Hashable, Sendable {
    /// As the configuration writes it: `page-down`, `screen-tasks`.
    let name: String
    /// The screen that it opens.
    private(set) var screen: ScreenID?

    init(_ name: String) {
        self.name = name
    }

    /// Opens a screen.
    static func screen(_ id: ScreenID) -> Action {
        var action = Action("screen-\(id.rawValue)")
        action.screen = id
        return action
    }
}

extension Action {
    static let quit = Action("quit")
    static let help = Action("help")
    static let freeze = Action("freeze")
    static let workers = Action("workers")
    static let redraw = Action("redraw")
    static let back = Action("back")
    static let dump = Action("dump")
    static let themes = Action("themes")
    static let copy = Action("copy")
    static let goBack = Action("go-back")
    static let goForward = Action("go-forward")
    static let palette = Action("palette")
    static let jump = Action("jump")
    static let up = Action("up")
    static let down = Action("down")
    static let pageUp = Action("page-up")
    static let pageDown = Action("page-down")
    static let first = Action("first")
    static let last = Action("last")
    static let open = Action("open")
    static let sort = Action("sort")
    static let reverse = Action("reverse")
    static let columns = Action("columns")
    static let mark = Action("mark")
    static let togglePane = Action("toggle-pane")
}

/// Keys of the line for filters.
extension Action {
    static let filter = Action("filter")
    static let keepFilter = Action("keep-filter")
    static let clearFilter = Action("clear-filter")
    static let find = Action("find")
    static let nextMatch = Action("next-match")
    static let previousMatch = Action("previous-match")
}

/// Keys of dialogs.
extension Action {
    /// Leaves it, and all stays as it was.
    static let close = Action("close")
    /// Does what is selected.
    static let accept = Action("accept")
}
