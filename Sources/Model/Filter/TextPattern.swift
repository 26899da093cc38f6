/// A word to look for, without regard to case: somewhere in a text, or as the whole of it where it contains `*`.
public struct TextPattern: Hashable, Sendable {
    /// The word in lower case.
    public let word: String
    private let folded: [UInt8]
    private let isGlob: Bool
    private let isASCII: Bool
    /// True where the word names a line of a file: `payments.py:88`.
    let asksForLine: Bool

    /// Makes a pattern of a word.
    public init(_ word: some StringProtocol) {
        self.word = word.lowercased()
        folded = Array(self.word.utf8)
        isGlob = folded.contains(UInt8(ascii: "*"))
        isASCII = folded.allSatisfy { $0 < 128 }
        asksForLine = folded.contains(UInt8(ascii: ":"))
    }

    /// True where the word is found.
    public func matches(_ text: String) -> Bool {
        // An ASCII word can only be found in ASCII letters: the text need not be made lower case as a whole.
        guard isASCII else { return matches(Array(text.lowercased().utf8)[...]) }
        let found = text.utf8.withContiguousStorageIfAvailable { matches($0) }
        return found ?? matches(Array(text.utf8)[...])
    }

    /// True where the word is the whole of a text.
    func isWhole(of text: String) -> Bool {
        isGlob ? matches(text) : text.lowercased() == word
    }

    private func matches(_ text: some RandomAccessCollection<UInt8>) -> Bool {
        isGlob ? isWhole(text) : isWithin(text)
    }

    private func isWithin(_ text: some RandomAccessCollection<UInt8>) -> Bool {
        guard let first = folded.first else { return true }
        guard text.count >= folded.count else { return false }
        var start = text.startIndex
        let last = text.index(text.endIndex, offsetBy: -folded.count)
        while start <= last {
            if Self.lower(text[start]) == first {
                var position = start
                var matched = 0
                while matched < folded.count, Self.lower(text[position]) == folded[matched] {
                    matched += 1
                    text.formIndex(after: &position)
                }
                if matched == folded.count { return true }
            }
            text.formIndex(after: &start)
        }
        return false
    }

    /// Matches with one step back per star: no pattern takes longer than the product of the lengths.
    private func isWhole<Text: RandomAccessCollection<UInt8>>(_ text: Text) -> Bool {
        var position = text.startIndex
        var wanted = 0
        var lastStar: (wanted: Int, position: Text.Index)?
        while position < text.endIndex {
            if wanted < folded.count, folded[wanted] == UInt8(ascii: "*") {
                wanted += 1
                lastStar = (wanted, position)
            } else if wanted < folded.count, folded[wanted] == Self.lower(text[position]) {
                wanted += 1
                text.formIndex(after: &position)
            } else if let star = lastStar {
                // The star takes one more byte.
                let next = text.index(after: star.position)
                lastStar = (star.wanted, next)
                wanted = star.wanted
                position = next
            } else {
                return false
            }
        }
        return folded[wanted...].allSatisfy { $0 == UInt8(ascii: "*") }
    }

    private static func lower(_ byte: UInt8) -> UInt8 {
        byte >= 65 && byte <= 90 ? byte | 0x20 : byte
    }
}
