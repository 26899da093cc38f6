/// What a key can mean.
enum Action: Hashable, Sendable {
    case quit, help, freeze, workers, redraw, back, dump, themes, copy
    case screen(ScreenID)
    case goBack, goForward, palette, jump
    case up, down, pageUp, pageDown, first, last
    case open, filter, sort, reverse, shape, collapse, expand, fold
    case foldLevel, unfoldLevel, foldAll
    case keepFilter, clearFilter, find, nextMatch, previousMatch
    case select, unselect
    case columns
    case runEntry, completeEntry, closePalette
    case mark, nextKind, nextBox, openResource, togglePane
    case shutDown, cancelTask, secondSignal, quitSignal, killSignal, saveReport, debugMode

    /// As the configuration writes it: `page-down`, `screen-tasks`.
    var name: String {
        if case .screen(let id) = self { return "screen-\(id.rawValue)" }
        // The name of the case itself: what is written in a configuration is what is written here.
        return "\(self)".map { $0.isUppercase ? "-\($0.lowercased())" : "\($0)" }.joined()
    }
}

/// Where a key means it.
enum KeyContext: Hashable, Sendable, CaseIterable {
    /// On every screen, unless a text is being typed.
    case everywhere
    case tasks
    case task
    case slow, events, waits, findings, requests, output, shutdown
    case help
    /// The line in which a filter is typed: characters are text there.
    case filterLine
    /// The line in which a command is typed: likewise.
    case palette

    /// True where characters are text.
    var isTyping: Bool { self == .filterLine || self == .palette }

    /// As the configuration writes it: `filter-line`.
    var name: String {
        "\(self)".map { $0.isUppercase ? "-\($0.lowercased())" : "\($0)" }.joined()
    }
}
