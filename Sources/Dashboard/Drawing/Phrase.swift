import Terminal

/// A line of text in pieces, each with its meaning; the theme gives the meaning its look.
struct Phrase: Hashable, Sendable, ExpressibleByStringLiteral {
    /// A piece of one meaning.
    struct Span: Hashable, Sendable {
        var text: String
        var role: Role
    }

    var spans: [Span]

    init(_ text: String, _ role: Role = .text) {
        spans = text.isEmpty ? [] : [Span(text: text, role: role)]
    }

    init(stringLiteral value: String) {
        self.init(value)
    }

    var isEmpty: Bool { spans.isEmpty }

    /// The text alone.
    var text: String { spans.map(\.text).joined() }

    /// Columns that it takes, counted no further than `limit`: names can be huge.
    func columns(upTo limit: Int = 1000) -> Int {
        var width = 0
        for span in spans {
            for character in span.text {
                width += TextWidth.columns(String(character))
                if width >= limit { return limit }
            }
        }
        return width
    }

    /// The phrase cut to so many columns, with an ellipsis where something was cut.
    func fitted(to limit: Int, ellipsis: Character) -> Phrase {
        guard limit > 0 else { return "" }
        guard columns(upTo: limit + 1) > limit else { return self }
        var result = Phrase("")
        var left = limit - 1
        for span in spans {
            var kept = ""
            for character in span.text {
                let width = TextWidth.columns(String(character))
                if width > left {
                    kept.append(ellipsis)
                    return result + Phrase(kept, span.role)
                }
                kept.append(character)
                left -= width
            }
            result = result + Phrase(kept, span.role)
        }
        return result
    }

    /// The phrase in lines of at most so many columns, broken at spaces.
    func wrapped(to width: Int) -> [Phrase] {
        var lines: [Phrase] = []
        var line = Phrase("")
        var used = 0
        for span in spans {
            for word in span.text.split(separator: " ", omittingEmptySubsequences: false).enumerated() {
                let piece = (word.offset > 0 ? " " : "") + word.element
                let columns = Phrase(piece).columns(upTo: width + 1)
                if used > 0, used + columns > width, piece.first == " " {
                    lines.append(line)
                    line = Phrase(String(word.element), span.role)
                    used = columns - 1
                } else {
                    line += Phrase(piece, span.role)
                    used += columns
                }
            }
        }
        return line.isEmpty ? lines : lines + [line]
    }

    /// The phrase with spaces up to a width, cut where it is longer.
    func padded(to width: Int, ellipsis: Character) -> Phrase {
        let fitted = fitted(to: width, ellipsis: ellipsis)
        return fitted + Phrase(String(repeating: " ", count: max(0, width - fitted.columns(upTo: width))))
    }

    /// The same words, all with one meaning.
    func saying(_ role: Role) -> Phrase { Phrase(text, role) }

    static func + (left: Phrase, right: Phrase) -> Phrase {
        var result = left
        result.spans += right.spans
        return result
    }

    static func += (left: inout Phrase, right: Phrase) {
        left.spans += right.spans
    }

    static func muted(_ text: String) -> Phrase { Phrase(text, .muted) }
    static func strong(_ text: String) -> Phrase { Phrase(text, .strong) }
    static func place(_ text: String) -> Phrase { Phrase(text, .place) }

    /// Phrases in a row, with something between them.
    static func joined(_ phrases: [Phrase], by separator: Phrase = "   ") -> Phrase {
        var result = Phrase("")
        for phrase in phrases where !phrase.isEmpty {
            if !result.isEmpty { result += separator }
            result += phrase
        }
        return result
    }
}
