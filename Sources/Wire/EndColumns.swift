import Model

extension TaskEnd {
    /// The rows of `tasks.ended`.
    static func list(from json: inout JSONScanner, _ tables: InternTables, time: Double) throws(WireError) -> [TaskEnd]
    {
        let table = try ColumnTable(
            &json, of: ["id": .int, "outcome": .int, "ended": .double, "error": .int, "failed_at": .int])
        let outcome = table.ints("outcome")
        let ended = table.doubles("ended")
        let error = table.ints("error")
        let failedAt = table.ints("failed_at")
        var ends: [TaskEnd] = []
        for (row, id) in table.keys().enumerated() {
            ends.append(
                TaskEnd(
                    id: TaskID(id), outcome: try TaskState(outcome: outcome?[row]), ended: ended?[row] ?? time,
                    error: try tables.string(error, row), failedAt: try tables.location(failedAt, row)))
        }
        return ends
    }
}
