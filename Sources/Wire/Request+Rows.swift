import Model

extension RequestRecord {
    private static let kinds: [String: ColumnTable.Kind] = [
        "id": .int, "task": .int, "server": .string, "method": .string, "target": .string, "route": .string,
        "peer": .string, "started": .double,
    ]

    /// The rows of `requests.new`.
    static func list(from json: inout JSONScanner, time: Double) throws(WireError) -> [RequestRecord] {
        let table = try ColumnTable(&json, of: kinds)
        let task = table.ints("task")
        let server = table.strings("server")
        let method = table.strings("method")
        let target = table.strings("target")
        let route = table.strings("route")
        let peer = table.strings("peer")
        let started = table.doubles("started")
        return table.keys().enumerated().map { row, id in
            RequestRecord(
                id: id, task: task?[row].map { TaskID($0) }, server: (server?[row] ?? nil) ?? "",
                method: (method?[row] ?? nil) ?? "", target: (target?[row] ?? nil) ?? "", route: route?[row],
                peer: peer?[row], started: started?[row] ?? time)
        }
    }
}

extension RequestEnd {
    /// The rows of `requests.ended`.
    static func list(from json: inout JSONScanner, time: Double) throws(WireError) -> [RequestEnd] {
        let table = try ColumnTable(&json, of: ["id": .int, "ended": .double, "status": .int])
        let ended = table.doubles("ended")
        let status = table.ints("status")
        return table.keys().enumerated().map { row, id in
            RequestEnd(id: id, ended: ended?[row] ?? time, status: status?[row])
        }
    }
}
