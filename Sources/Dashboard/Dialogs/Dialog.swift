import Terminal

/// Something that lies over the screen and takes all keys. Its keys stand in the one table, under a name of its own.
protocol Dialog: Sendable {
    static var keys: KeySection { get }

    /// A key that means something here.
    mutating func act(_ action: Action, _ scene: Scene) -> [Step]
    /// A key that means nothing here: text, where text is typed.
    mutating func type(_ key: Key, _ scene: Scene)
    mutating func paste(_ text: String)
    /// Draws it over what is there.
    ///
    /// - Returns: where typing goes on.
    func draw(_ scene: Scene, on canvas: inout Canvas) -> Cursor?
    /// True where its hints stand in the last line, not those of the screen.
    var hasHints: Bool { get }
}

extension Dialog {
    mutating func type(_ key: Key, _ scene: Scene) {}
    mutating func paste(_ text: String) {}
    var hasHints: Bool { false }
    var context: KeyContext { Self.keys.context }
}

/// What dialogs have in common.
enum DialogBindings {
    /// Leaves it, also by the key that opened it.
    static func close(_ context: KeyContext, _ keys: [Key] = [.escape, .control("c")]) -> Binding {
        Binding(action: .close, keys: keys, context: context, hint: nil, help: "leave, and all stays as it was")
    }

    static func accept(_ context: KeyContext, _ help: String) -> Binding {
        Binding(action: .accept, keys: [.enter], context: context, hint: nil, help: help)
    }

    /// Up and down in a list of a few.
    static func movement(
        _ context: KeyContext, down: [Key] = [.down, .tab, .character("j")],
        up: [Key] = [.up, .backTab, .character("k")]
    ) -> [Binding] {
        [
            Binding(action: .down, keys: down, context: context, hint: nil, help: "the one below"),
            Binding(action: .up, keys: up, context: context, hint: nil, help: "the one above"),
        ]
    }
}
