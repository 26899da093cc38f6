/// The characters that screens draw with, by meaning: one set for UTF-8 terminals, one of plain ASCII.
public struct Glyphs: Hashable, Sendable {
    /// Corners, edges and joints of boxes.
    public var topLeft, topRight, bottomLeft, bottomRight, horizontal, vertical: Character
    /// Guides of a tree, two columns each: a child, the last child, a passing line, nothing.
    public var treeBranch, treeLast, treePipe, treeBlank: String
    /// A node with its children shown, or folded away.
    public var expanded, collapsed: Character
    /// Marks of task states.
    public var running, ready, waiting, cancelling, done, failed, cancelled: Character
    /// Something to look at.
    public var warning: Character
    /// Where text was cut.
    public var ellipsis: Character
    /// Between the parts of a path through the screens.
    public var separator: Character
    /// Between facts on one line.
    public var dot: Character
    /// How a column is sorted.
    public var sortDescending, sortAscending: Character
    /// A bar on its track.
    public var barFull, barEmpty: Character
    /// The Enter key.
    public var enter: String
    /// The arrow keys, up and down.
    public var upDown: String
    /// The mark of a picture that follows the service, and of one that does not.
    public var live, stale: Character
    /// No limit.
    public var infinity: String
    /// Leads from a cause to its remedy.
    public var arrow: String
    /// A minus sign before numbers.
    public var minus: Character
    /// So many of something.
    public var times: Character
    /// How plots are drawn.
    public var plot: PlotSymbols

    /// For terminals that show UTF-8.
    public static let unicode = Glyphs(
        topLeft: "╭", topRight: "╮", bottomLeft: "╰", bottomRight: "╯", horizontal: "─", vertical: "│",
        treeBranch: "├─", treeLast: "└─", treePipe: "│ ", treeBlank: "  ", expanded: "▾", collapsed: "▸",
        running: "●", ready: "◍", waiting: "○", cancelling: "◌", done: "✔", failed: "✖", cancelled: "⊘",
        warning: "▲", ellipsis: "…", separator: "▸", dot: "·", sortDescending: "▼", sortAscending: "▲",
        barFull: "━", barEmpty: "─", enter: "↵", upDown: "↑↓", live: "●", stale: "◌", infinity: "∞", arrow: "→",
        minus: "−", times: "×", plot: .braille)

    /// For everything else.
    public static let ascii = Glyphs(
        topLeft: "+", topRight: "+", bottomLeft: "+", bottomRight: "+", horizontal: "-", vertical: "|",
        treeBranch: "|-", treeLast: "`-", treePipe: "| ", treeBlank: "  ", expanded: "-", collapsed: "+",
        running: "*", ready: "r", waiting: "o", cancelling: "c", done: "v", failed: "x", cancelled: "/",
        warning: "!", ellipsis: "~", separator: ">", dot: "-", sortDescending: "v", sortAscending: "^",
        barFull: "=", barEmpty: "-", enter: "Enter", upDown: "Up/Down", live: "*", stale: "o", infinity: "inf",
        arrow: "->", minus: "-", times: "x", plot: .ascii)
}
