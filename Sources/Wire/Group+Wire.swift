import Model

extension AwaitGroup {
    private static let kinds: [String: ColumnTable.Kind] = [
        "id": .int, "kind": .int, "owner": .int, "location": .int, "total": .int, "done": .int, "failed": .int,
        "return_exceptions": .int, "name": .int,
    ]

    /// The rows of `groups`.
    static func list(from json: inout JSONScanner, _ tables: InternTables) throws(WireError) -> [AwaitGroup] {
        let table = try ColumnTable(&json, of: kinds)
        let kind = table.ints("kind")
        let name = table.ints("name")
        let owner = table.ints("owner")
        let location = table.ints("location")
        let (total, done, failed) = (table.ints("total"), table.ints("done"), table.ints("failed"))
        let returnsExceptions = table.ints("return_exceptions")
        var groups: [AwaitGroup] = []
        for (row, id) in table.keys().enumerated() {
            guard let kind = try tables.string(kind, row) else { throw .badValue(field: "kind") }
            groups.append(
                AwaitGroup(
                    id: GroupID(id), kind: kind, name: try tables.string(name, row),
                    owner: owner?[row].map { TaskID($0) }, location: try tables.location(location, row),
                    total: total?[row], done: done?[row], failed: failed?[row],
                    returnsExceptions: returnsExceptions?[row].map { $0 != 0 }))
        }
        return groups
    }
}

extension GroupID {
    /// The rows of `groups.ended`.
    static func list(from json: inout JSONScanner) throws(WireError) -> [GroupID] {
        try ColumnTable(&json, of: ["id": .int]).keys().map { GroupID($0) }
    }
}
