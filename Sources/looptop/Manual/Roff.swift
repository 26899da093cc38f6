import Model

/// A manual page as troff reads it, built from above to below.
struct Roff {
    private(set) var text = ""

    /// A request: `.SH NAME`. Its arguments are quoted.
    mutating func request(_ name: String, _ arguments: String...) {
        let quoted = arguments.map { "\"\(Self.escaped($0).changing("\"", to: "\\(dq"))\"" }
        text += ([".\(name)"] + quoted).joined(separator: " ") + "\n"
    }

    /// A paragraph of running text.
    mutating func paragraph(_ words: String) {
        request("PP")
        line(words)
    }

    /// Something to type, in bold, and what it means.
    mutating func item(_ tag: String, _ meaning: String) {
        request("TP")
        raw("\\fB\(Self.escaped(tag))\\fR")
        line(meaning)
    }

    /// Lines that stay as they are.
    mutating func example(_ lines: [String]) {
        request("nf")
        request("RS")
        for words in lines { line(words) }
        request("RE")
        request("fi")
    }

    /// One line of text.
    mutating func line(_ words: String) { raw(Self.escaped(words)) }

    /// One line that troff reads as it is; what would be a request at its begin is none, unless it is meant so.
    mutating func raw(_ words: String, isRequest: Bool = false) {
        text += (!isRequest && (words.first == "." || words.first == "'") ? "\\&" : "") + words + "\n"
    }

    /// What troff would take for its own is text; a hyphen stays one that can be searched for and copied.
    static func escaped(_ words: String) -> String {
        var escaped = ""
        for character in words {
            switch character {
            case "\\": escaped += "\\e"
            case "-": escaped += "\\-"
            case "'": escaped += "\\(aq"
            case "`": escaped += "\\(ga"
            case "^": escaped += "\\(ha"
            case "~": escaped += "\\(ti"
            case "\n": escaped += " "
            default:
                escaped += character.isASCII ? String(character) : character.unicodeScalars.map(Self.named).joined()
            }
        }
        return escaped
    }

    private static func named(_ scalar: Unicode.Scalar) -> String {
        guard !scalar.isASCII else { return String(scalar) }
        let digits = String(scalar.value, radix: 16, uppercase: true)
        return "\\[u" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits + "]"
    }
}
