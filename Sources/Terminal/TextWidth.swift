/// How many columns text takes, and what of it is safe to send to a terminal.
public enum TextWidth {
    /// Columns that a text takes once it is made harmless.
    public static func columns(_ text: some StringProtocol) -> Int {
        text.reduce(0) { $0 + printable($1).width }
    }

    /// The text with control, escape and bidirectional characters replaced by U+FFFD.
    public static func sanitized(_ text: some StringProtocol) -> String {
        String(text.map { printable($0).glyph })
    }

    /// The text cut to so many columns, with an ellipsis where something was cut.
    public static func truncated(_ text: some StringProtocol, to limit: Int, ellipsis: Character = "…") -> String {
        guard columns(text) > limit else { return String(text) }
        guard limit > 0 else { return "" }
        var result = ""
        var width = 0
        for character in text {
            let next = printable(character)
            guard width + next.width <= limit - 1 else { break }
            result.append(next.glyph)
            width += next.width
        }
        result.append(ellipsis)
        return result
    }

    /// What to draw for a grapheme, and its width: 1 or 2; 0 for what is left out.
    static func printable(_ character: Character) -> (glyph: Character, width: Int) {
        guard let first = character.unicodeScalars.first else { return (character, 0) }
        if first.value >= 0x20, first.value < 0x7F, character.utf8.count == 1 { return (character, 1) }
        guard character.unicodeScalars.allSatisfy(isHarmless) else { return ("\u{FFFD}", 1) }
        guard character.unicodeScalars.count <= 5 else { return ("\u{FFFD}", 1) }
        switch first.properties.generalCategory {
        case .nonspacingMark, .enclosingMark: return ("\u{FFFD}", 1)
        default: break
        }
        switch first.value {
        // Vowels and final consonants of Hangul join what stands before them, and so did U+1171E until Unicode 16.
        case 0x1160...0x11FF, 0xD7B0...0xD7FB, 0x1171E: return ("\u{FFFD}", 1)
        case ..<0x1100: return (character, 1)
        default: return (character, WideCharacters.contains(first.value) ? 2 : 1)
        }
    }

    /// Columns that ncurses is to expect of one scalar: 0 of what joins the one before it, -1 of what cannot be shown.
    static func columns(ofScalar value: UInt32) -> Int {
        if value < 0x20 || 0x7F..<0xA0 ~= value { return -1 }
        if value < 0x300 { return 1 }
        guard let scalar = Unicode.Scalar(value) else { return -1 }
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format: return 0
        default: break
        }
        switch value {
        case 0x1160...0x11FF, 0xD7B0...0xD7FB: return 0
        default: return WideCharacters.contains(value) ? 2 : 1
        }
    }

    private static func isHarmless(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator: false
        default: true
        }
    }
}
