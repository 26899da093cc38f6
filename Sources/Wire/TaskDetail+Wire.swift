import Model

extension TaskDetail {
    /// The result of `task`.
    init(from json: inout JSONScanner) throws(WireError) {
        self.init(record: TaskRecord(id: TaskID(0), name: "", coroutine: ""))
        var id: Int?
        var effort = Effort(steps: nil, busy: nil, isSampled: true)
        var first = true
        try json.enterObject()
        while let key = try json.nextKey(&first) {
            switch key {
            case "id": id = try json.int()
            case "stack": stack = try StackFrame.list(from: &json)
            case "awaits": awaits = try json.null() ? [] : json.ints().map { TaskID($0) }
            case "awaited_by": awaitedBy = try json.null() ? [] : json.ints().map { TaskID($0) }
            case "children": children = try json.null() ? [] : json.ints().map { TaskID($0) }
            case "cancel_requests": cancelRequests = try json.optionalInt()
            case "request": request = try json.optionalInt()
            case "created_source": createdSource = try json.optionalString()
            case "steps": effort.steps = try json.optionalInt()
            case "busy": effort.busy = try json.optionalDouble()
            case "approx": effort.isSampled = try json.null() ? true : json.flag()
            default: if try !record.read(key, &json) { try json.skip() }
            }
        }
        guard let id else { throw .missing(field: "id") }
        record.id = TaskID(id)
        record.effort = effort.steps == nil && effort.busy == nil ? nil : effort
        record.location = (stack.last { $0.location.isUserCode } ?? stack.last)?.location
    }
}

extension TaskRecord {
    /// Reads a field that `task` has in common with the rows of `tasks.new`; false where it is another.
    fileprivate mutating func read(_ key: String, _ json: inout JSONScanner) throws(WireError) -> Bool {
        switch key {
        case "name": name = try json.optionalString() ?? ""
        case "coroutine": coroutine = try json.optionalString() ?? ""
        case "state":
            guard let state = TaskState(rawValue: try json.string()) else { throw .badValue(field: "state") }
            self.state = state
        case "parent": parent = try json.optionalInt().map { TaskID($0) }
        case "created": created = try json.optionalDouble()
        case "created_at": createdAt = try json.null() ? nil : CodeLocation(from: &json)
        case "loop": loop = try json.optionalInt() ?? 0
        case "wait": wait = try json.null() ? nil : Wait(from: &json)
        case "group": group = try json.optionalInt().map { GroupID($0) }
        case "on_group": onGroup = try json.optionalInt().map { GroupID($0) }
        default: return false
        }
        return true
    }
}

extension Wait {
    /// Of an object as `task` answers it: the wait's own words instead of indexes.
    init?(from json: inout JSONScanner) throws(WireError) {
        var kind: String?
        var on: String?
        var task: Int?
        var since: Double?
        var isExact = false
        var peer: String?
        var first = true
        try json.enterObject()
        while let key = try json.nextKey(&first) {
            switch key {
            case "kind": kind = try json.optionalString()
            case "on": on = try json.optionalString()
            case "on_task": task = try json.optionalInt()
            case "since": since = try json.optionalDouble()
            case "exact": isExact = try json.null() ? false : json.flag()
            case "peer": peer = try json.optionalString()
            default: try json.skip()
            }
        }
        guard let kind, let since else { return nil }
        self.init(kind: kind, on: on, task: task.map { TaskID($0) }, since: since, isExact: isExact, peer: peer)
    }
}

extension CodeLocation {
    init(from json: inout JSONScanner) throws(WireError) {
        self = try StackFrame(from: &json).location
    }
}

extension StackFrame {
    static func list(from json: inout JSONScanner) throws(WireError) -> [StackFrame] {
        try json.list { json throws(WireError) in try StackFrame(from: &json) }
    }

    init(from json: inout JSONScanner) throws(WireError) {
        self.init(location: CodeLocation(file: "", line: 0, function: "", isUserCode: false))
        var first = true
        try json.enterObject()
        while let key = try json.nextKey(&first) {
            switch key {
            case "file": location.file = try json.string()
            case "line": location.line = try json.optionalInt() ?? 0
            case "function": location.function = try json.string()
            case "user": location.isUserCode = try json.flag()
            case "source": source = try json.optionalString()
            case "context":
                guard try !json.null() else { continue }
                context = try json.list { json throws(WireError) in try SourceLine(from: &json) }
            default: try json.skip()
            }
        }
    }
}

extension SourceLine {
    fileprivate init(from json: inout JSONScanner) throws(WireError) {
        var pair = try TupleReader(&json, field: "context")
        let number = try pair.next(&json) { json throws(WireError) in try json.int() }
        let text = try pair.next(&json) { json throws(WireError) in try json.string() }
        try pair.end(&json)
        self.init(number: number, text: text)
    }
}
