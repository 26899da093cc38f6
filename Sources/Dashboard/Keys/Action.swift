/// What a key can mean.
enum Action: Hashable, Sendable {
    case quit, help, freeze, workers, redraw, back
    case screen(ScreenID)
    case up, down, pageUp, pageDown, first, last
    case open, filter, sort, reverse, shape, collapse, expand, fold
    case keepFilter, clearFilter, find, nextMatch, previousMatch
    case mark, nextKind, nextBox, openResource, togglePane
    case shutDown, cancelTask, secondSignal, quitSignal, killSignal, saveReport, debugMode
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
}
