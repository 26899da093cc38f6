import Terminal

extension Key {
    /// The key as hints and help write it.
    func name(_ glyphs: Glyphs) -> String {
        switch self {
        case .character(" "): "space"
        case .character(let character): String(character)
        case .control(let character): "^\(character.uppercased())"
        case .alt(let character): "alt-\(character)"
        case .enter: glyphs.enter
        case .escape: "esc"
        case .tab: "tab"
        case .backTab: "shift-tab"
        case .backspace: "backspace"
        case .delete: "del"
        case .insert: "ins"
        case .up: "up"
        case .down: "down"
        case .left: "left"
        case .right: "right"
        case .home: "home"
        case .end: "end"
        case .pageUp: "pgup"
        case .pageDown: "pgdn"
        case .function(let number): "F\(number)"
        }
    }
}
