/// How well a few letters fit a text that they are in, in their order.
enum Fuzzy {
    /// Higher is better; nil where the letters are not in it.
    ///
    /// Beginnings of words count, letters beside each other count, and of equals the shorter text is the better one.
    static func score(_ letters: String, in text: String) -> Int? {
        let wanted = Array(letters.lowercased().utf8)
        guard !wanted.isEmpty else { return 0 }
        let have = Array(text.lowercased().utf8)
        if let place = range(of: wanted, in: have) {
            let isWord = place == 0 || !isLetter(have[place - 1])
            return 1000 + (place == 0 ? 300 : isWord ? 200 : 0) - min(have.count, 200)
        }
        var score = 0
        var position = 0
        var before = -2
        for letter in wanted {
            guard let found = have[position...].firstIndex(of: letter) else { return nil }
            if found == before + 1 { score += 8 }
            if found == 0 || !isLetter(have[found - 1]) { score += 12 }
            before = found
            position = found + 1
        }
        return score * 4 - min(have.count, 200)
    }

    private static func isLetter(_ byte: UInt8) -> Bool { (97...122).contains(byte) || (48...57).contains(byte) }

    private static func range(of wanted: [UInt8], in have: [UInt8]) -> Int? {
        guard have.count >= wanted.count else { return nil }
        return (0...(have.count - wanted.count)).first { have[$0..<($0 + wanted.count)].elementsEqual(wanted) }
    }
}
