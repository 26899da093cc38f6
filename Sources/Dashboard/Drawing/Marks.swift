import Model

/// The signs that screens are drawn with beside words: one table for terminals with Unicode, one for those without.
struct Marks: Hashable, Sendable {
    var crumb: String
    var ellipsis: Character
    var dot: String
    var times: String
    var minus: String
    var enter: String
    var warning: String
    var live: String
    var loading: String
    var stopped: String
    var atLeast: String
    var opened: String
    var closed: String
    var ascending: String
    var descending: String
    var pointer: String
    var track: Character
    var bar: Character
    var rule: String
    var tree: Tree
    var box: Box
    var states: [TaskState: String]

    /// The guides of a tree, two columns each.
    struct Tree: Hashable, Sendable {
        var branch: String
        var lastBranch: String
        var trunk: String
        var gap: String
    }

    /// The lines of a box.
    struct Box: Hashable, Sendable {
        var topLeft: String
        var topRight: String
        var bottomLeft: String
        var bottomRight: String
        var horizontal: Character
        var vertical: Character
    }

    static let unicode = Marks(
        crumb: "▸", ellipsis: "…", dot: "·", times: "×", minus: "−", enter: "↵", warning: "▲", live: "●", loading: "◌",
        stopped: "■", atLeast: "≥", opened: "▾", closed: "▸", ascending: "▲", descending: "▼", pointer: "▸", track: "─",
        bar: "━",
        rule: "│", tree: Tree(branch: "├─", lastBranch: "└─", trunk: "│ ", gap: "  "),
        box: Box(
            topLeft: "╭", topRight: "╮", bottomLeft: "╰", bottomRight: "╯", horizontal: "─", vertical: "│"),
        states: [
            .running: "●", .ready: "◐", .waiting: "○", .cancelling: "◌", .done: "✔", .failed: "✖", .cancelled: "⊘",
        ])

    static let ascii = Marks(
        crumb: ">", ellipsis: "~", dot: "-", times: "x", minus: "-", enter: "enter", warning: "!", live: "*",
        loading: ".", stopped: "#", atLeast: ">", opened: "-", closed: "+", ascending: "^", descending: "v",
        pointer: ">",
        track: ".", bar: "=", rule: "|", tree: Tree(branch: "|-", lastBranch: "`-", trunk: "| ", gap: "  "),
        box: Box(topLeft: "+", topRight: "+", bottomLeft: "+", bottomRight: "+", horizontal: "-", vertical: "|"),
        states: [
            .running: "*", .ready: ">", .waiting: "o", .cancelling: "c", .done: "+", .failed: "!", .cancelled: "x",
        ])

    /// The sign of a state.
    func state(_ state: TaskState) -> String { states[state] ?? " " }
}
