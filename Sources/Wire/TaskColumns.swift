import Model

/// The columns of `tasks.new` and `tasks.changed`.
struct TaskColumns {
    private let table: ColumnTable

    private static let kinds: [String: ColumnTable.Kind] = [
        "id": .int, "name": .int, "coroutine": .int, "parent": .int, "loop": .int, "created": .double,
        "created_at": .int, "named": .int, "state": .int, "location": .int, "wait": .int, "on": .int, "on_task": .int,
        "since": .double, "exact": .int, "on_group": .int, "group": .int, "made_by": .int, "steps": .int,
        "busy": .double, "approx": .int, "peer": .int,
    ]

    init(_ json: inout JSONScanner) throws(WireError) {
        table = try ColumnTable(&json, of: Self.kinds)
    }

    func records(_ tables: InternTables, time: Double) throws(WireError) -> [TaskRecord] {
        let coroutine = table.ints("coroutine")
        let parent = table.ints("parent")
        let loop = table.ints("loop")
        let createdAt = table.ints("created_at")
        let named = table.ints("named")
        let created = table.doubles("created")
        var records: [TaskRecord] = []
        records.reserveCapacity(table.rows)
        for (row, change) in try changes(tables, time: time).enumerated() {
            var record = TaskRecord(
                id: change.id, name: change.name ?? "", coroutine: try tables.string(coroutine, row) ?? "",
                state: change.state, location: change.location, wait: change.wait, onGroup: change.onGroup,
                group: change.group, madeBy: change.madeBy, effort: change.effort)
            if let id = parent?[row] { record.parent = TaskID(id) }
            if let id = loop?[row] { record.loop = id }
            record.createdAt = try tables.location(createdAt, row)
            record.created = created?[row]
            record.isNamed = named?[row] == 1
            records.append(record)
        }
        return records
    }

    func changes(_ tables: InternTables, time: Double) throws(WireError) -> [TaskChange] {
        guard let states = table.ints("state") else { throw .missing(field: "state") }
        let name = table.ints("name")
        let location = table.ints("location")
        let onGroup = table.ints("on_group")
        let group = table.ints("group")
        let madeBy = table.ints("made_by")
        let waits = WaitColumns(table)
        let efforts = EffortColumns(table)
        var changes: [TaskChange] = []
        changes.reserveCapacity(table.rows)
        for (row, id) in table.keys().enumerated() {
            changes.append(
                TaskChange(
                    id: TaskID(id), name: try tables.string(name, row), state: try TaskState(code: states[row]),
                    location: try tables.location(location, row), wait: try waits.wait(row, tables, time: time),
                    onGroup: onGroup?[row].map { GroupID($0) }, group: group?[row].map { GroupID($0) },
                    madeBy: madeBy?[row].map { GroupID($0) }, effort: efforts.effort(row)))
        }
        return changes
    }
}

/// The columns that tell what a task waits on.
private struct WaitColumns {
    private let kind: [Int?]?
    private let on: [Int?]?
    private let onTask: [Int?]?
    private let since: [Double?]?
    private let exact: [Int?]?
    private let peer: [Int?]?

    init(_ table: ColumnTable) {
        peer = table.ints("peer")
        kind = table.ints("wait")
        on = table.ints("on")
        onTask = table.ints("on_task")
        since = table.doubles("since")
        exact = table.ints("exact")
    }

    func wait(_ row: Int, _ tables: InternTables, time: Double) throws(WireError) -> Wait? {
        guard let kind = try tables.string(kind, row) else { return nil }
        // A wait whose beginning nobody saw has lasted at least since now.
        let begun = since?[row]
        var wait = Wait(kind: kind, since: begun ?? time, isExact: begun != nil && exact?[row] == 1)
        wait.on = try tables.string(on, row)
        wait.peer = try tables.string(peer, row)
        if let id = onTask?[row] { wait.task = TaskID(id) }
        return wait
    }
}

/// The columns that tell what a task has cost.
private struct EffortColumns {
    private let steps: [Int?]?
    private let busy: [Double?]?
    private let approx: [Int?]?

    init(_ table: ColumnTable) {
        steps = table.ints("steps")
        busy = table.doubles("busy")
        approx = table.ints("approx")
    }

    func effort(_ row: Int) -> Effort? {
        let (steps, busy) = (steps?[row], busy?[row])
        guard steps != nil || busy != nil else { return nil }
        // Exact is only what the agent calls exact.
        return Effort(steps: steps, busy: busy, isSampled: approx?[row] != 0)
    }
}
