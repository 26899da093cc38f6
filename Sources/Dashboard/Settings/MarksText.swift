import TOMLKit

/// The list of long-running places in the text of a configuration, changed in place: what a person wrote stays as it is.
public enum MarksText {
    /// The text with a place added to `long-running`, or taken out of it.
    ///
    /// - Throws: where the text has mistakes, or the list is written in a way that cannot be changed safely.
    public static func changed(_ text: String, _ mark: String, isMarked: Bool) throws(SettingsError) -> String {
        let before = try Configuration(toml: text)
        guard before.longRunning.contains(mark) != isMarked else { return text }
        let changed = isMarked ? adding(mark, to: text) : removing(mark, from: text)
        var wanted = before
        if isMarked { wanted.longRunning.insert(mark) } else { wanted.longRunning.remove(mark) }
        // Whatever the reader of TOML would not understand as it is meant is not written.
        guard let changed, try Configuration(toml: changed) == wanted else {
            throw KeyPlaces(of: text).error(
                ["long-running"], "`long-running` cannot be changed from here: please write \(quoted(mark)) by hand")
        }
        return changed
    }

    private static func adding(_ mark: String, to text: String) -> String? {
        guard let list = list(in: text) else {
            // Keys of no table stand before all tables.
            return "long-running = [\(quoted(mark))]\n" + (text.isEmpty ? "" : "\n") + text
        }
        let start = text.index(after: list.lowerBound)
        let rest = text[start..<list.upperBound]
        let first = rest.first { !$0.isWhitespace }
        let isBroken = rest.prefix { $0.isWhitespace }.contains { $0.isNewline }
        let isEmpty = first == "]"
        let new = (isBroken ? "\n    " : "") + quoted(mark) + (isEmpty ? "" : isBroken ? "," : ", ")
        return String(text[..<start]) + new + String(text[start...])
    }

    /// Takes the entry away with its comma, and with its line where it stands alone on it.
    private static func removing(_ mark: String, from text: String) -> String? {
        guard let list = list(in: text),
            let entry = strings(in: text, list).first(where: { isText(text[$0], mark) })
        else { return nil }
        var (start, end) = (entry.lowerBound, entry.upperBound)
        let blank: (Character) -> Bool = { $0 == " " || $0 == "\t" }
        var after = end
        while after < list.upperBound, text[after].isWhitespace { after = text.index(after: after) }
        if text[after] == "," {
            end = text.index(after: after)
            while end < list.upperBound, blank(text[end]) { end = text.index(after: end) }
        } else {
            // The last one: the comma before it goes.
            var before = start
            while before > list.lowerBound, text[text.index(before: before)].isWhitespace {
                before = text.index(before: before)
            }
            if text[text.index(before: before)] == "," { start = text.index(before: before) }
        }
        var line = start
        while line > list.lowerBound, blank(text[text.index(before: line)]) { line = text.index(before: line) }
        if text[end].isNewline, text[text.index(before: line)].isNewline {
            (start, end) = (line, text.index(after: end))
        }
        return String(text[..<start]) + String(text[end...])
    }

    /// From the bracket that opens the list to the one that closes it, that one included.
    private static func list(in text: String) -> Range<String.Index>? {
        guard let place = KeyPlaces(of: text).find(["long-running"]) else { return nil }
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        let line = lines[place.line - 1]
        guard let key = line.index(line.startIndex, offsetBy: place.column - 1, limitedBy: line.endIndex),
            let open = text[key...].firstIndex(of: "[")
        else { return nil }
        var position = text.index(after: open)
        while position < text.endIndex {
            switch text[position] {
            case "]": return open..<text.index(after: position)
            case "#": position = text[position...].firstIndex { $0.isNewline } ?? text.endIndex
            case "\"", "'": position = end(ofString: position, in: text)
            default: position = text.index(after: position)
            }
        }
        return nil
    }

    /// The texts of a list, each with its quotes.
    private static func strings(in text: String, _ list: Range<String.Index>) -> [Range<String.Index>] {
        var found: [Range<String.Index>] = []
        var position = list.lowerBound
        while position < list.upperBound {
            switch text[position] {
            case "#": position = text[position...].firstIndex { $0.isNewline } ?? text.endIndex
            case "\"", "'":
                let end = end(ofString: position, in: text)
                found.append(position..<end)
                position = end
            default: position = text.index(after: position)
            }
        }
        return found
    }

    private static func end(ofString start: String.Index, in text: String) -> String.Index {
        let quote = text[start]
        var position = text.index(after: start)
        while position < text.endIndex, text[position] != quote {
            if quote == "\"", text[position] == "\\" { position = text.index(after: position) }
            if position < text.endIndex { position = text.index(after: position) }
        }
        return position < text.endIndex ? text.index(after: position) : position
    }

    private static func isText(_ written: Substring, _ mark: String) -> Bool {
        guard let table = try? TOMLTable(string: "text = \(written)") else { return false }
        return table["text"]?.string == mark
    }

    private static func quoted(_ mark: String) -> String {
        let escaped = mark.unicodeScalars.map { scalar in
            switch scalar {
            case "\"", "\\": "\\\(scalar)"
            case _ where scalar.value < 32 || scalar.value == 127:
                "\\u" + String(repeating: "0", count: scalar.value < 16 ? 3 : 2) + String(scalar.value, radix: 16)
            default: String(scalar)
            }
        }
        return "\"\(escaped.joined())\""
    }
}
