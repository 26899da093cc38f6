import Terminal

extension Key {
    /// The key as hints and help write it.
    func name(_ glyphs: Glyphs) -> String {
        switch self {
        case .control(let character): "^\(character.uppercased())"
        case .enter: glyphs.enter
        default: settingName
        }
    }

    /// The key as configurations and manuals write it: `ctrl-d`, `enter`, `F4`.
    var settingName: String {
        switch self {
        case .character(" "): "space"
        case .character(let character): String(character)
        case .control(let character): "ctrl-\(character)"
        case .alt(let character): "alt-\(character)"
        case .function(let number): "F\(number)"
        default: Self.named.first { $0.key == self }?.name ?? "?"
        }
    }

    private static let named: [(name: String, key: Key)] = [
        ("enter", .enter), ("esc", .escape), ("tab", .tab), ("shift-tab", .backTab), ("backspace", .backspace),
        ("del", .delete), ("ins", .insert), ("up", .up), ("down", .down), ("left", .left), ("right", .right),
        ("home", .home), ("end", .end), ("pgup", .pageUp), ("pgdn", .pageDown), ("space", .character(" ")),
    ]

    /// A key as a configuration writes it; nil for what is none.
    init?(settingName name: String) {
        if let known = Self.named.first(where: { $0.name == name.lowercased() }) {
            self = known.key
        } else if name.count == 1, let character = name.first, !character.isWhitespace, !character.isNewline {
            self = .character(character)
        } else if name.hasPrefix("ctrl-"), name.count == 6, let letter = name.last, ("a"..."z").contains(letter) {
            self = .control(letter)
        } else if name.hasPrefix("alt-"), name.count == 5, let character = name.last, !character.isWhitespace {
            self = .alt(character)
        } else if name.uppercased().hasPrefix("F"), let number = Int(name.dropFirst()), (1...12).contains(number) {
            self = .function(number)
        } else {
            return nil
        }
    }
}
