import Terminal

/// How every meaning looks. Keys are the names of `Role`; what a theme file leaves out keeps its built-in look.
public struct Theme: Hashable, Sendable {
    /// The name that the file gives itself.
    public var name: String
    private var styles: [Role: Style]

    /// The built-in look: the terminal's own foreground and background, and four meanings of colour.
    public init() {
        name = "default"
        styles = Self.builtIn
    }

    /// The look of a role.
    subscript(role: Role) -> Style {
        get { styles[role] ?? .plain }
        set { styles[role] = newValue }
    }

    private static let builtIn: [Role: Style] = [
        .text: .plain,
        .strong: Style(.terminalDefault, on: .terminalDefault, .bold),
        .muted: Style(.rgb(110, 118, 135)),
        .place: Style(.rgb(125, 207, 255)),
        .good: Style(.rgb(158, 206, 106)),
        .look: Style(.rgb(224, 175, 104)),
        .act: Style(.rgb(247, 118, 142)),
        .key: Style(.rgb(125, 207, 255), on: .terminalDefault, .bold),
        .border: Style(.rgb(110, 118, 135)),
        .plot: Style(.rgb(125, 207, 255)),
        .header: Style(.terminalDefault, on: .rgb(26, 30, 44)),
        .columns: Style(.terminalDefault, on: .rgb(26, 30, 44)),
        .selection: Style(.terminalDefault, on: .rgb(40, 52, 87), .bold),
        .input: Style(.terminalDefault, on: .terminalDefault, .underline),
    ]
}
