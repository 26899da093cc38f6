import Model

/// Strings and locations that the agent has said once.
struct InternTables: Sendable {
    private var strings: [String] = []
    private var locations: [CodeLocation] = []

    mutating func addStrings(_ json: inout JSONScanner) throws(WireError) {
        var start: Int?
        var values: [String] = []
        var first = true
        try json.enterObject()
        while let key = try json.nextKey(&first) {
            switch key {
            case "start": start = try json.int()
            case "values": values = try json.strings()
            default: try json.skip()
            }
        }
        guard start == strings.count else { throw .badValue(field: "start") }
        strings += values
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
        guard strings.indices.contains(index) else {
            throw .badIndex(table: "strings", index: index, count: strings.count)
        }
        return strings[index]
    }

    func location(_ index: Int) throws(WireError) -> CodeLocation {
        guard locations.indices.contains(index) else {
            throw .badIndex(table: "locations", index: index, count: locations.count)
        }
        return locations[index]
    }
}
