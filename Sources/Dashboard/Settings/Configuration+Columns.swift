import TOMLKit

extension Configuration {
    /// Takes `[columns]`: `tasks = ["task:40", "wait", "at"]`.
    mutating func take(columns value: any TOMLValueConvertible, _ places: KeyPlaces) throws(SettingsError) {
        guard let tables = value.table else {
            throw places.error(
                ["columns"], "`columns` is a table: [columns], with lines such as tasks = [\"task\", \"wait\"]")
        }
        for key in tables.keys.sorted() {
            let path = ["columns", key]
            guard let table = TableName(rawValue: key) else {
                let known = TableName.allCases.map(\.rawValue).joined(separator: ", ")
                throw places.error(path, "there is no list `\(key)`; those with columns are \(known)")
            }
            guard let array = tables[key]?.array, !array.isEmpty else {
                throw places.error(path, "`\(key)` is a list of columns in quotes, one at least")
            }
            var chosen: [ChosenColumn] = []
            for entry in array {
                let text = entry.string ?? "?"
                guard let column = ChosenColumn(written: text) else {
                    let widths = ChosenColumn.widths
                    throw places.error(
                        path, "the width in `\(text)` is a number from \(widths.lowerBound) to \(widths.upperBound)")
                }
                guard table.columns.contains(column.name) else {
                    let known = table.columns.joined(separator: ", ")
                    throw places.error(path, "`\(text)` is no column of \(key); there are \(known)")
                }
                if !chosen.contains(where: { $0.name == column.name }) { chosen.append(column) }
            }
            columns[table] = chosen
        }
    }
}

/// The columns of a list in the text of a configuration, changed in place: what a person wrote stays as it is.
public enum ColumnsText {
    /// The text with other columns for a list; nil for those that it has by itself.
    ///
    /// - Throws: where the text has mistakes, or is written in a way that cannot be changed safely.
    public static func changed(
        _ text: String, _ table: TableName, _ chosen: [ChosenColumn]?
    ) throws(SettingsError) -> String {
        var wanted = try Configuration(toml: text)
        guard wanted.columns[table] != chosen else { return text }
        let isThere = wanted.columns[table] != nil
        wanted.columns[table] = chosen
        let line = chosen.map {
            "\(table.rawValue) = [" + $0.map { "\"\($0.written)\"" }.joined(separator: ", ") + "]"
        }
        let changed = changed(text, isThere ? table.rawValue : nil, line)
        // Whatever the reader of TOML would not understand as it is meant is not written.
        guard try Configuration(toml: changed) == wanted else {
            throw KeyPlaces(of: text).error(
                ["columns", table.rawValue],
                "`columns` cannot be changed from here: please write \(line ?? "it") by hand")
        }
        return changed
    }

    private static func changed(_ text: String, _ key: String?, _ new: String?) -> String {
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        let places = KeyPlaces(of: text)
        if let place = key.flatMap({ places.find(["columns", $0]) }) {
            let first = place.line - 1
            // A list may go on over several lines.
            let last = lines[first...].firstIndex { $0.contains("]") } ?? first
            lines.replaceSubrange(first...last, with: new.map { [$0] } ?? [])
        } else if let new, let header = lines.firstIndex(where: { $0.trimmed == "[columns]" }) {
            lines.insert(new, at: header + 1)
        } else if let new {
            let gap = text.isEmpty || text.hasSuffix("\n\n") ? "" : text.hasSuffix("\n") ? "\n" : "\n\n"
            return text + gap + "[columns]\n" + new + "\n"
        }
        return lines.joined(separator: "\n")
    }
}

extension String {
    fileprivate var trimmed: Substring {
        let start = drop { $0.isWhitespace }
        guard let last = start.lastIndex(where: { !$0.isWhitespace }) else { return "" }
        return start[...last]
    }
}
