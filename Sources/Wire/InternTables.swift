import Model

/// Strings and locations that the agent has said once.
struct InternTables: Sendable {
    /// Those of the newest message, the first of which has the index `recentStart`.
    private var recent: [String] = []
    private var recentStart = 0
    /// Which of them no later message speaks of: names of tasks come by the thousand, and none comes back.
    private var once: Set<Int> = []
    /// Those of earlier messages that may be spoken of again.
    private var kept: [Int: String] = [:]
    private var locations: [CodeLocation] = []

    /// How many are remembered.
    var stringCount: Int { kept.count + recent.count }

    mutating func addStrings(_ json: inout JSONScanner) throws(WireError) {
        var start: Int?
        var values: [String] = []
        var fleeting: [Int] = []
        var first = true
        try json.enterObject()
        while let key = try json.nextKey(&first) {
            switch key {
            case "start": start = try json.int()
            case "values": values = try json.strings()
            case "once": fleeting = try json.ints()
            default: try json.skip()
            }
        }
        guard start == recentStart + recent.count else { throw .badValue(field: "start") }
        for (row, value) in recent.enumerated() where !once.contains(row) { kept[recentStart + row] = value }
        recentStart += recent.count
        (recent, once) = (values, Set(fleeting))
    }

    mutating func addLocations(_ json: inout JSONScanner) throws(WireError) {
        var start: Int?
        var file: [Int] = []
        var line: [Int?] = []
        var function: [Int] = []
        var user: [Int] = []
        var first = true
        try json.enterObject()
        while let key = try json.nextKey(&first) {
            switch key {
            case "start": start = try json.int()
            case "file": file = try json.ints()
            case "line": line = try json.intColumn()
            case "function": function = try json.ints()
            case "user": user = try json.ints()
            default: try json.skip()
            }
        }
        guard start == locations.count else { throw .badValue(field: "start") }
        for (name, count) in [("line", line.count), ("function", function.count), ("user", user.count)]
        where count != file.count {
            throw .raggedColumn(field: name, length: count, rows: file.count)
        }
        for row in file.indices {
            locations.append(
                CodeLocation(
                    file: try string(file[row]), line: line[row] ?? 0, function: try string(function[row]),
                    isUserCode: user[row] != 0))
        }
    }

    func string(_ index: Int) throws(WireError) -> String {
        let row = index - recentStart
        if recent.indices.contains(row) { return recent[row] }
        guard let value = kept[index] else {
            throw .badIndex(table: "strings", index: index, count: recentStart + recent.count)
        }
        return value
    }

    func location(_ index: Int) throws(WireError) -> CodeLocation {
        guard locations.indices.contains(index) else {
            throw .badIndex(table: "locations", index: index, count: locations.count)
        }
        return locations[index]
    }
}
