import Model

/// An `events` notification.
struct LogMessage {
    let entries: [LogEntry]
    private(set) var since: Double?

    private static let kinds: [String: ColumnTable.Kind] = [
        "n": .int, "time": .double, "kind": .int, "task": .int, "name": .string, "text": .string, "location": .int,
        "seconds": .double,
    ]

    init(_ json: inout JSONScanner, _ tables: InternTables, time: Double) throws(WireError) {
        since = try Self.since(json)
        let table = try ColumnTable(&json, of: Self.kinds, key: "n")
        let times = table.doubles("time")
        let kind = table.ints("kind")
        let task = table.ints("task")
        let name = table.strings("name")
        let text = table.strings("text")
        let location = table.ints("location")
        let seconds = table.doubles("seconds")
        var entries: [LogEntry] = []
        entries.reserveCapacity(table.rows)
        for (row, number) in table.keys("n").enumerated() {
            guard number >= 0 else { throw .badValue(field: "n") }
            if let last = entries.last?.id, number <= last { throw .badValue(field: "n") }
            guard let kind = try tables.string(kind, row) else { throw .badValue(field: "kind") }
            entries.append(
                LogEntry(
                    id: number, time: times?[row] ?? time, kind: LogEntry.Kind(name: kind),
                    task: task?[row].map { TaskID($0) }, name: name?[row], text: text?[row],
                    location: try tables.location(location, row), seconds: seconds?[row]))
        }
        self.entries = entries
    }

    /// The one field that is no column.
    private static func since(_ json: JSONScanner) throws(WireError) -> Double? {
        var json = json
        var first = true
        try json.enterObject()
        while let key = try json.nextKey(&first) {
            if key == "since" { return try json.optionalDouble() }
            try json.skip()
        }
        return nil
    }
}
