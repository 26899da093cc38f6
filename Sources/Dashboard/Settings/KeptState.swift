/// What a person has chosen in the dashboard, as looptop keeps it for the next time: in a file of its own, since the
/// configuration belongs to the person and is only read.
///
/// A choice takes the place of what the configuration said when it was made. Where that says something else by now, the
/// person has written there since, and that holds.
public struct KeptState: Hashable, Sendable {
    /// A choice, and what it took the place of.
    private struct Choice<Value: Hashable & Sendable>: Hashable, Sendable {
        var value: Value
        var over: Value?
    }

    private var theme: Choice<String>?
    /// None in a list: the columns that it has by itself.
    private var columns: [TableName: Choice<[ChosenColumn]>] = [:]
    /// Places that tasks wait at long by intent, beside those of the configuration, and of those the ones that are not.
    private var marked: Set<String> = []
    private var unmarked: Set<String> = []

    /// Nothing was chosen.
    public init() {}

    /// The configuration with what was chosen since.
    public func applied(to written: Configuration) -> Configuration {
        var configuration = written
        if let theme, theme.over == written.theme { configuration.theme = theme.value }
        for (table, choice) in columns where choice.over == written.columns[table] {
            configuration.columns[table] = choice.value.isEmpty ? nil : choice.value
        }
        configuration.longRunning = written.longRunning.subtracting(unmarked).union(marked)
        return configuration
    }

    /// Chooses a theme.
    public mutating func choose(theme name: String, over written: Configuration) {
        theme = name == written.theme ? nil : Choice(value: name, over: written.theme)
    }

    /// Chooses the columns of a list; nil for those that it has by itself.
    public mutating func choose(columns chosen: [ChosenColumn]?, of table: TableName, over written: Configuration) {
        let before = written.columns[table]
        columns[table] = chosen == before ? nil : Choice(value: chosen ?? [], over: before)
    }

    /// Marks a place where tasks wait long by intent, or takes the mark away.
    public mutating func mark(_ place: String, isMarked: Bool, over written: Configuration) {
        let isWritten = written.longRunning.contains(place)
        marked.remove(place)
        unmarked.remove(place)
        if isMarked, !isWritten { marked.insert(place) }
        if !isMarked, isWritten { unmarked.insert(place) }
    }
}

extension KeptState {
    /// Reads what was kept. What another version wrote and this one does not know is left out.
    public init(toml text: String) throws(SettingsError) {
        let table = try TOMLTable(parsing: text)
        if let name = table["theme"]?.string { theme = Choice(value: name, over: table["theme-over"]?.string) }
        marked = Self.texts(table["long-running"])
        unmarked = Self.texts(table["not-long-running"])
        let chosen = table["columns"]?.table
        let over = table["columns-over"]?.table
        for name in chosen?.keys.sorted() ?? [] {
            guard let list = TableName(rawValue: name), let columns = Self.columns(chosen?[name], of: list) else {
                continue
            }
            self.columns[list] = Choice(value: columns, over: Self.columns(over?[name], of: list))
        }
    }

    private static func texts(_ value: TOMLValue?) -> Set<String> {
        Set(value?.array?.compactMap(\.string) ?? [])
    }

    private static func columns(_ value: TOMLValue?, of table: TableName) -> [ChosenColumn]? {
        value?.array.map { array in
            array.compactMap { $0.string.flatMap(ChosenColumn.init(written:)) }
                .filter { table.columns.contains($0.name) }
        }
    }

    /// As it is kept: read back it is the same.
    public var toml: String {
        var lines = [
            "# Kept by looptop: what was chosen in the dashboard. What you set yourself stands in config.toml.", "",
        ]
        if let theme {
            lines.append("theme = \(Self.quoted(theme.value))")
            if let over = theme.over { lines.append("theme-over = \(Self.quoted(over))") }
        }
        if !marked.isEmpty { lines.append("long-running = \(Self.list(marked.sorted()))") }
        if !unmarked.isEmpty { lines.append("not-long-running = \(Self.list(unmarked.sorted()))") }
        let tables = columns.sorted { $0.key.rawValue < $1.key.rawValue }
        if !tables.isEmpty { lines += ["", "[columns]"] }
        lines += tables.map { "\($0.key.rawValue) = \(Self.list($0.value.value.map(\.written)))" }
        let over = tables.compactMap { table, choice in choice.over.map { (table, $0) } }
        if !over.isEmpty { lines += ["", "[columns-over]"] }
        lines += over.map { "\($0.rawValue) = \(Self.list($1.map(\.written)))" }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func list(_ texts: [String]) -> String { "[" + texts.map(quoted).joined(separator: ", ") + "]" }

    private static func quoted(_ text: String) -> String {
        let escaped = text.unicodeScalars.map { scalar in
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
