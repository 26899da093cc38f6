import Model

extension TaskDetail {
    init(from json: inout JSONScanner) throws(WireError) {
        var id: Int?
        var record = TaskRecord(id: TaskID(0), name: "", coroutine: "")
        var stack: [StackFrame] = []
        var awaitedBy: [TaskID] = []
        var children: [TaskID] = []
        var cancelRequests: Int?
        var first = true
        try json.enterObject()
        while let key = try json.nextKey(&first) {
            switch key {
            case "id": id = try json.int()
            case "name": record.name = try json.optionalString() ?? ""
            case "coroutine": record.coroutine = try json.optionalString() ?? ""
            case "state":
                guard let state = TaskState(rawValue: try json.string()) else { throw .badValue(field: "state") }
                record.state = state
            case "parent": record.parent = try json.optionalInt().map { TaskID($0) }
            case "created": record.created = try json.optionalDouble()
            case "created_at": record.createdAt = try json.null() ? nil : CodeLocation(from: &json)
            case "loop": record.loop = try json.optionalInt() ?? 0
            case "wait": record.wait = try json.null() ? nil : Wait(from: &json)
            case "stack": stack = try StackFrame.list(from: &json)
            case "awaited_by": awaitedBy = try json.ints().map { TaskID($0) }
            case "children": children = try json.ints().map { TaskID($0) }
            case "cancel_requests": cancelRequests = try json.optionalInt()
            default: try json.skip()
            }
        }
        guard let id else { throw .missing(field: "id") }
        record.id = TaskID(id)
        let innermost = stack.last { $0.location.isUserCode } ?? stack.last
        record.location = innermost?.location
        self.init(
            record: record, stack: stack, awaitedBy: awaitedBy, children: children, cancelRequests: cancelRequests)
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
        var first = true
        try json.enterObject()
        while let key = try json.nextKey(&first) {
            switch key {
            case "kind": kind = try json.optionalString()
            case "on": on = try json.optionalString()
            case "on_task": task = try json.optionalInt()
            case "since": since = try json.optionalDouble()
            case "exact": isExact = try json.null() ? false : json.flag()
            default: try json.skip()
            }
        }
        guard let kind, let since else { return nil }
        self.init(kind: kind, on: on, task: task.map { TaskID($0) }, since: since, isExact: isExact)
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
        var first = true
        try json.enterArray()
        guard try json.nextElement(&first) else { throw .badValue(field: "context") }
        let number = try json.int()
        guard try json.nextElement(&first) else { throw .badValue(field: "context") }
        let text = try json.string()
        guard try !json.nextElement(&first) else { throw .badValue(field: "context") }
        self.init(number: number, text: text)
    }
}
