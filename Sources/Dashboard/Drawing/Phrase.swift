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

    private init(spans: [Span]) {
        self.spans = spans
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
            // Nearly all text is ASCII, of one column a byte.
            if span.text.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) {
                width += span.text.utf8.count
                if width >= limit { return limit }
                continue
            }
            for character in span.text {
                width += TextWidth.columns(String(character))
                if width >= limit { return limit }
            }
        }
        return width
    }

    /// The end of the phrase in so many columns, after an ellipsis where something was cut.
    func fittedAtEnd(to limit: Int, ellipsis: Character) -> Phrase {
        guard limit > 0 else { return "" }
        guard columns(upTo: limit + 1) > limit else { return self }
        var kept: [Span] = []
        var left = limit - 1
        for span in spans.reversed() {
            var text = ""
            for character in span.text.reversed() {
                let width = TextWidth.columns(String(character))
                guard width <= left else {
                    kept.insert(Span(text: String(ellipsis) + text, role: span.role), at: 0)
                    return Phrase(spans: kept)
                }
                text.insert(character, at: text.startIndex)
                left -= width
            }
            kept.insert(Span(text: text, role: span.role), at: 0)
        }
        return Phrase(spans: kept)
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
        for word in words {
            let longer = line.isEmpty ? word : line + " " + word
            if !line.isEmpty, longer.columns(upTo: width + 1) > width {
                lines.append(line)
                line = word
            } else {
                line = longer
            }
        }
        return line.isEmpty ? lines : lines + [line]
    }

    /// Facts beside each other, in as many lines as they need; none is broken.
    static func flowed(_ facts: [Phrase], to width: Int) -> [Phrase] {
        var lines: [Phrase] = []
        for fact in facts where !fact.isEmpty {
            let longer = (lines.last ?? "") + "   " + fact
            if !lines.isEmpty, longer.columns(upTo: width + 1) <= width {
                lines[lines.count - 1] = longer
            } else {
                lines.append(fact)
            }
        }
        return lines
    }

    /// The words; one may have pieces of several meanings.
    private var words: [Phrase] {
        var words: [Phrase] = []
        var word = Phrase("")
        for span in spans {
            for (index, part) in span.text.split(separator: " ", omittingEmptySubsequences: false).enumerated() {
                if index > 0, !word.isEmpty {
                    words.append(word)
                    word = ""
                }
                word += Phrase(String(part), span.role)
            }
        }
        return word.isEmpty ? words : words + [word]
    }

    /// The phrase with spaces up to a width, cut where it is longer.
    func padded(to width: Int, ellipsis: Character = " ") -> Phrase {
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
