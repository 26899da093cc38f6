internal import CNcurses
internal import Glibc

/// What a terminal can do, as far as can be said without taking it over.
public struct TerminalFacts: Hashable, Sendable {
    /// Whether standard input and output are one.
    public var isTerminal: Bool
    /// `$TERM`; empty where it is not set.
    public var type: String
    /// How many colours that type has; nil where ncurses cannot drive it, neither by the machine's descriptions of
    /// terminals nor by our own.
    public var colors: Int?
    /// Whether colours are not wanted (`NO_COLOR`).
    public var isColorless: Bool
    /// Whether UTF-8 is written.
    public var isUnicode: Bool
    /// Columns and rows; nil where there is no terminal.
    public var size: Size?

    /// Makes facts of their parts.
    public init(isTerminal: Bool, type: String, colors: Int?, isColorless: Bool, isUnicode: Bool, size: Size?) {
        self.isTerminal = isTerminal
        self.type = type
        self.colors = colors
        self.isColorless = isColorless
        self.isUnicode = isUnicode
        self.size = size
    }

    /// Those of standard input and output.
    public static func gather() -> TerminalFacts {
        let type = variable("TERM")
        var kernel = winsize()
        let hasSize = ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &kernel) == 0 && kernel.ws_col > 0 && kernel.ws_row > 0
        let colors = lt_type_colors(type)
        return TerminalFacts(
            isTerminal: isatty(STDIN_FILENO) == 1 && isatty(STDOUT_FILENO) == 1, type: type,
            colors: colors < 0 ? nil : Int(colors), isColorless: !variable("NO_COLOR").isEmpty,
            isUnicode: Characters.areUnicode, size: hasSize ? Size(Int(kernel.ws_col), Int(kernel.ws_row)) : nil)
    }

    private static func variable(_ name: String) -> String {
        getenv(name).map { String(cString: $0) } ?? ""
    }
}
