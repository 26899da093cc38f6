import Model

extension TaskEnd {
    /// The rows of `tasks.ended`.
    static func list(from json: inout JSONScanner, _ tables: InternTables, time: Double) throws(WireError) -> [TaskEnd]
    {
        let table = try ColumnTable(&json, of: ["id": .int, "outcome": .int, "ended": .double, "error": .int])
        let outcome = table.ints("outcome")
        let ended = table.doubles("ended")
        let error = table.ints("error")
        var ends: [TaskEnd] = []
        for (row, id) in table.keys().enumerated() {
            ends.append(
                TaskEnd(
                    id: TaskID(id), outcome: try TaskState(outcome: outcome?[row]), ended: ended?[row] ?? time,
                    error: try tables.string(error, row)))
        }
        return ends
    }
}

extension TaskState {
    /// Nil where nobody saw the end.
    fileprivate init?(outcome: Int?) throws(WireError) {
        switch outcome {
        case nil: return nil
        case 0: self = .done
        case 1: self = .failed
        case 2: self = .cancelled
        default: throw WireError.badValue(field: "outcome")
        }
    }
}
