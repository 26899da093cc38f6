/// Where a key means something: everywhere, on a screen, in a dialog.
struct KeyContext: Hashable, Sendable {
    /// What keys are where they mean something.
    enum Kind: Hashable, Sendable {
        /// Beside its own keys those of everywhere mean something.
        case screen
        /// Its own keys alone.
        case dialog
        /// Its own keys alone, and characters are text.
        case typing
    }

    /// As the configuration writes it: `filter-line`.
    let name: String
    /// As the help calls it: `while a filter is typed`.
    let title: String
    let kind: Kind

    init(_ name: String, title: String? = nil, _ kind: Kind = .screen) {
        (self.name, self.title, self.kind) = (name, title ?? name, kind)
    }

    /// True where characters are text.
    var isTyping: Bool { kind == .typing }

    static func == (left: KeyContext, right: KeyContext) -> Bool { left.name == right.name }

    func hash(into hasher: inout Hasher) { hasher.combine(name) }

    /// On every screen, unless a text is being typed.
    static let everywhere = KeyContext("everywhere")
    /// The list of all keys.
    static let help = KeyContext("help", title: "this help")
    /// The line in which a filter is typed.
    static let filterLine = KeyContext("filter-line", title: "while a filter is typed", .typing)
}

/// The keys of one place.
struct KeySection: Hashable, Sendable {
    var context: KeyContext
    /// In the order in which hints and help show them.
    var bindings: [Binding]

    init(_ context: KeyContext, _ bindings: [Binding]) {
        (self.context, self.bindings) = (context, bindings)
    }
}
