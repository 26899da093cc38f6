import Terminal

/// A line of text being typed, with a cursor.
struct LineInput: Hashable, Sendable {
    private var characters: [Character]
    /// Characters before the cursor.
    private(set) var cursor: Int

    /// Nobody types more; somebody may paste more.
    static let limit = 200

    init(_ text: String = "") {
        characters = Array(text.prefix(Self.limit))
        cursor = characters.count
    }

    var text: String { String(characters) }

    /// Puts text in at the cursor, without line ends and control characters.
    mutating func insert(_ text: String) {
        let harmless = TextWidth.sanitized(text.prefix(Self.limit).filter { !$0.isNewline && $0 != "\t" })
        let added = Array(harmless.prefix(max(0, Self.limit - characters.count)))
        characters.insert(contentsOf: added, at: cursor)
        cursor += added.count
    }

    /// Takes an editing key.
    ///
    /// - Returns: whether the key meant something here.
    mutating func handle(_ key: Key) -> Bool {
        switch key {
        case .character(let character): insert(String(character))
        case .left: cursor = max(0, cursor - 1)
        case .right: cursor = min(characters.count, cursor + 1)
        case .home, .control("a"): cursor = 0
        case .end, .control("e"): cursor = characters.count
        case .backspace where cursor > 0:
            cursor -= 1
            characters.remove(at: cursor)
        case .delete where cursor < characters.count: characters.remove(at: cursor)
        case .control("u"):
            characters.removeFirst(cursor)
            cursor = 0
        case .control("w"):
            while cursor > 0, characters[cursor - 1] == " " { removeBefore() }
            while cursor > 0, characters[cursor - 1] != " " { removeBefore() }
        default: return false
        }
        return true
    }

    private mutating func removeBefore() {
        cursor -= 1
        characters.remove(at: cursor)
    }
}
