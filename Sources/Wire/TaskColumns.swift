import Model

/// The columns of `tasks.new` and `tasks.changed`; a column that was not sent is unknown for every row.
struct TaskColumns {
    private var ints: [String: [Int?]] = [:]
    private var doubles: [String: [Double?]] = [:]
    private let rows: Int

    private static let intNames: Set = [
        "id", "name", "coroutine", "parent", "loop", "created_at", "named", "state", "location", "wait", "on",
        "on_task",
        "exact",
    ]

    init(_ json: inout JSONScanner) throws(WireError) {
        var first = true
        try json.enterObject()
        while let key = try json.nextKey(&first) {
            if Self.intNames.contains(key) {
                ints[key] = try json.intColumn()
            } else if key == "created" || key == "since" {
                doubles[key] = try json.doubleColumn()
            } else {
                try json.skip()
            }
        }
        guard let ids = ints["id"] else { throw .missing(field: "id") }
        rows = ids.count
        for (name, column) in ints where column.count != rows {
            throw .raggedColumn(field: name, length: column.count, rows: rows)
        }
        for (name, column) in doubles where column.count != rows {
            throw .raggedColumn(field: name, length: column.count, rows: rows)
        }
    }

    func records(_ tables: InternTables, time: Double) throws(WireError) -> [TaskRecord] {
        let dynamic = try changes(tables, time: time)
        let coroutine = ints["coroutine"]
        let parent = ints["parent"]
        let loop = ints["loop"]
        let createdAt = ints["created_at"]
        let named = ints["named"]
        let created = doubles["created"]
        var records: [TaskRecord] = []
        records.reserveCapacity(rows)
        for row in 0..<rows {
            let change = dynamic[row]
            var record = TaskRecord(id: change.id, name: change.name ?? "", coroutine: "")
            if let index = coroutine?[row] { record.coroutine = try tables.string(index) }
            if let id = parent?[row] { record.parent = TaskID(id) }
            if let id = loop?[row] { record.loop = id }
            if let index = createdAt?[row] { record.createdAt = try tables.location(index) }
            record.created = created?[row]
            record.isNamed = named?[row] == 1
            record.state = change.state
            record.location = change.location
            record.wait = change.wait
            records.append(record)
        }
        return records
    }

    func changes(_ tables: InternTables, time: Double) throws(WireError) -> [TaskChange] {
        guard let ids = ints["id"], let states = ints["state"] else { throw .missing(field: "state") }
        let name = ints["name"]
        let location = ints["location"]
        let wait = ints["wait"]
        let on = ints["on"]
        let onTask = ints["on_task"]
        let exact = ints["exact"]
        let since = doubles["since"]
        var changes: [TaskChange] = []
        changes.reserveCapacity(rows)
        for row in 0..<rows {
            guard let id = ids[row] else { throw .badValue(field: "id") }
            var change = TaskChange(
                id: TaskID(id), state: try Self.state(states[row]), location: nil, wait: nil)
            if let index = name?[row] { change.name = try tables.string(index) }
            if let index = location?[row] { change.location = try tables.location(index) }
            if let kind = wait?[row] {
                // A wait whose beginning nobody saw has lasted at least since now.
                let begun = since?[row]
                change.wait = Wait(
                    kind: try tables.string(kind), since: begun ?? time, isExact: begun != nil && exact?[row] == 1)
                if let index = on?[row] { change.wait?.on = try tables.string(index) }
                if let id = onTask?[row] { change.wait?.task = TaskID(id) }
            }
            changes.append(change)
        }
        return changes
    }

    private static func state(_ code: Int?) throws(WireError) -> TaskState {
        switch code {
        case 0: .running
        case 1: .ready
        case 2: .waiting
        case 3: .cancelling
        default: throw .badValue(field: "state")
        }
    }
}

/// The columns of `tasks.ended`.
struct EndColumns {
    private var ids: [Int] = []
    private var outcome: [Int?]?
    private var ended: [Double?]?
    private var error: [Int?]?

    init(_ json: inout JSONScanner) throws(WireError) {
        var first = true
        try json.enterObject()
        while let key = try json.nextKey(&first) {
            switch key {
            case "id": ids = try json.ints()
            case "outcome": outcome = try json.intColumn()
            case "ended": ended = try json.doubleColumn()
            case "error": error = try json.intColumn()
            default: try json.skip()
            }
        }
        for (name, count) in [("outcome", outcome?.count), ("ended", ended?.count), ("error", error?.count)] {
            if let count, count != ids.count { throw .raggedColumn(field: name, length: count, rows: ids.count) }
        }
    }

    func ends(_ tables: InternTables, time: Double) throws(WireError) -> [TaskEnd] {
        var ends: [TaskEnd] = []
        for (row, id) in ids.enumerated() {
            let outcome: TaskState? =
                switch outcome?[row] {
                case nil: nil
                case 0: .done
                case 1: .failed
                case 2: .cancelled
                default: throw WireError.badValue(field: "outcome")
                }
            var end = TaskEnd(id: TaskID(id), outcome: outcome, ended: (ended?[row] ?? nil) ?? time)
            if let index = error?[row] { end.error = try tables.string(index) }
            ends.append(end)
        }
        return ends
    }
}
