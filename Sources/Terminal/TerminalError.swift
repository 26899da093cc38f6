/// Why a terminal cannot be used, in a sentence that says what to do.
public enum TerminalError: Error, Hashable, Sendable, CustomStringConvertible {
    /// Input or output goes elsewhere.
    case notATerminal
    /// The terminal cannot move its cursor (`TERM=dumb`, or none at all).
    case notCapable(String)
    /// ncurses has no description of this type.
    case unknownType(String?)

    /// The sentence.
    public var description: String {
        switch self {
        case .notATerminal: "the dashboard needs a terminal for its input and output"
        case .notCapable(""):
            "TERM is not set: the dashboard cannot know how to drive this terminal; try TERM=xterm-256color"
        case .notCapable(let term): "a terminal of type '\(term)' cannot show the dashboard; try TERM=xterm-256color"
        case .unknownType(let term):
            "no description of a terminal of type '\(term ?? "")' is installed;"
                + " install ncurses-term, or try TERM=xterm-256color"
        }
    }
}
