import Model

extension ShutdownStatus {
    /// A `shutdown` notification.
    init(from json: inout JSONScanner) throws(WireError) {
        self.init(begun: 0, what: "")
        var isFirst = true
        try json.enterObject()
        while let key = try json.nextKey(&isFirst) {
            if try !readFact(key, &json) { try readList(key, &json) }
        }
    }

    private mutating func readFact(_ key: String, _ json: inout JSONScanner) throws(WireError) -> Bool {
        switch key {
        case "begun": begun = try json.double()
        case "what": what = try json.string()
        case "server": server = try json.optionalString()
        case "deadline": deadline = try json.optionalDouble()
        case "second": second = try json.null() ? nil : SecondSignal(from: &json)
        case "at_begin": atBegin = try ShutdownCounts(from: &json)
        case "left": left = try ShutdownCounts(from: &json)
        default: return false
        }
        return true
    }

    private mutating func readList(_ key: String, _ json: inout JSONScanner) throws(WireError) {
        switch key {
        case "phases": phases = try json.list { json throws(WireError) in try ShutdownPhase(from: &json) }
        case "waits": waits = try json.strings()
        case "timeouts": timeouts = try ServerTimeout.list(from: &json)
        case "blockers": blockers = try json.list { json throws(WireError) in try ExitBlocker(from: &json) }
        case "tasks": tasks = try json.list { json throws(WireError) in try LeavingTask(from: &json) }
        case "happened": happened = try json.list { json throws(WireError) in try ShutdownNote(from: &json) }
        default: try json.skip()
        }
    }
}

extension ShutdownPhase {
    fileprivate init(from json: inout JSONScanner) throws(WireError) {
        self.init(name: "", state: .later)
        var first = true
        try json.enterObject()
        while let key = try json.nextKey(&first) {
            switch key {
            case "name": name = try json.string()
            case "state":
                guard let state = State(rawValue: try json.string()) else { throw .badValue(field: "state") }
                self.state = state
            case "count": count = try json.optionalInt()
            default: try json.skip()
            }
        }
    }
}

extension ExitBlocker {
    fileprivate init(from json: inout JSONScanner) throws(WireError) {
        self.init(kind: "")
        var first = true
        try json.enterObject()
        while let key = try json.nextKey(&first) {
            switch key {
            case "kind": kind = try json.string()
            case "task": task = try json.optionalInt().map { TaskID($0) }
            case "name": name = try json.optionalString()
            case "location": location = try json.null() ? nil : CodeLocation(from: &json)
            case "source": source = try json.optionalString()
            case "reason": reason = try json.optionalString() ?? ""
            case "advice": advice = try json.optionalString()
            case "since": since = try json.optionalDouble()
            default: try json.skip()
            }
        }
    }
}

extension LeavingTask {
    fileprivate init(from json: inout JSONScanner) throws(WireError) {
        self.init(id: TaskID(0), name: "")
        var first = true
        try json.enterObject()
        while let key = try json.nextKey(&first) {
            switch key {
            case "id": id = TaskID(try json.int())
            case "name": name = try json.optionalString() ?? ""
            case "state": state = try json.string()
            case "requests": requests = try json.optionalInt()
            case "last": last = try json.optionalDouble()
            case "since": since = try json.optionalDouble()
            case "wait": wait = try json.optionalString()
            case "on_task": onTask = try json.optionalInt().map { TaskID($0) }
            case "location": location = try json.null() ? nil : CodeLocation(from: &json)
            case "shielded_by": shieldedBy = try json.optionalInt().map { TaskID($0) }
            default: try json.skip()
            }
        }
    }
}

extension ShutdownNote {
    fileprivate init(from json: inout JSONScanner) throws(WireError) {
        var pair = try TupleReader(&json, field: "happened")
        let time = try pair.next(&json) { json throws(WireError) in try json.double() }
        let text = try pair.next(&json) { json throws(WireError) in try json.string() }
        try pair.end(&json)
        self.init(time: time, text: text)
    }
}
