/// A word of a filter's line as it was typed.
struct FilterWord {
    /// Without quotes.
    private(set) var characters: [Character] = []
    /// Where the first quoted character stands: behind it nothing has a meaning of its own.
    private var quoted: Int?

    /// The words of a line: spaces part them unless they stand in double quotes, the last of which may be missing.
    static func split(_ line: String) -> [FilterWord] {
        var words: [FilterWord] = []
        var word: FilterWord?
        var isQuoted = false
        for character in line {
            if character == "\"" {
                isQuoted.toggle()
                var begun = word ?? FilterWord()
                begun.quoted = begun.quoted ?? begun.characters.count
                word = begun
            } else if character.isWhitespace, !isQuoted {
                if let ended = word { words.append(ended) }
                word = nil
            } else {
                word = word ?? FilterWord()
                word?.characters.append(character)
            }
        }
        if let word { words.append(word) }
        return words.filter { !$0.characters.isEmpty }
    }

    /// The part in which signs mean something.
    private var plain: ArraySlice<Character> { characters[..<(quoted ?? characters.count)] }

    /// `-word` and `!word`: rows that the word does not match.
    var isNegated: Bool {
        characters.count > 1 && (plain.first == "-" || plain.first == "!")
    }

    /// `#17`.
    var number: Int? {
        body.first == "#" ? Int(String(body.dropFirst())) : nil
    }

    /// The word without its sign.
    var body: ArraySlice<Character> { characters[(isNegated ? 1 : 0)...] }
    var text: String { String(body) }

    /// `name` `:` `fetch*`; nil for a word without a key: `payments.py:88`, `http://...`, a quoted one.
    var keyed: (key: String, sign: Character, value: String)? {
        guard let position = plain.indices.first(where: { $0 >= body.startIndex && ":<>".contains(plain[$0]) }) else {
            return nil
        }
        let key = characters[body.startIndex..<position]
        guard !key.isEmpty, key.allSatisfy({ $0.isASCII && ($0.isLetter || $0 == "-") }) else { return nil }
        let value = String(characters[(position + 1)...])
        guard !value.hasPrefix("//") else { return nil }
        return (String(key).lowercased(), characters[position], value)
    }
}
