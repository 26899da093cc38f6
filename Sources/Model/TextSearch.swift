/// Texts within texts, byte for byte.
///
/// Swift's own search comes with its regular expressions, a megabyte of a static program: no target of ours has them.
enum TextSearch {
    /// Where a part begins, at or behind an offset.
    static func first(_ part: [UInt8], in text: [UInt8], from start: Int = 0) -> Int? {
        guard text.count - start >= part.count else { return nil }
        return (start...(text.count - part.count)).first { place in
            part.indices.allSatisfy { text[place + $0] == part[$0] }
        }
    }

    /// The text with another one in each place where a part stands.
    static func replacing(_ part: [UInt8], in text: [UInt8], with new: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        var start = 0
        while !part.isEmpty, let place = first(part, in: text, from: start) {
            result += text[start..<place] + new
            start = place + part.count
        }
        return result + text[start...]
    }
}

// In tests, where Swift's are there, those go first.
extension StringProtocol {
    /// Whether a text stands in this one.
    public func holds(_ part: some StringProtocol) -> Bool {
        TextSearch.first(Array(part.utf8), in: Array(utf8)) != nil
    }

    /// This text with another one in each place where a part stands.
    public func changing(_ part: String, to new: String) -> String {
        String(
            decoding: TextSearch.replacing(Array(part.utf8), in: Array(utf8), with: Array(new.utf8)), as: UTF8.self)
    }
}
