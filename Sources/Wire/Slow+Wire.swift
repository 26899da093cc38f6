import Model

extension SlowReport {
    /// A `slow` notification.
    init(from json: inout JSONScanner) throws(WireError) {
        self.init()
        var first = true
        try json.enterObject()
        while let key = try json.nextKey(&first) {
            switch key {
            case "threshold": threshold = try json.optionalDouble()
            case "since": since = try json.optionalDouble()
            case "rows": culprits = try json.list { json throws(WireError) in try SlowCallback(from: &json) }
            default: try json.skip()
            }
        }
    }
}

extension SlowCallback {
    fileprivate init(from json: inout JSONScanner) throws(WireError) {
        var id: Int?
        self.init(id: 0, location: nil, count: 0, total: 0, max: 0, first: 0, last: 0)
        var isFirst = true
        try json.enterObject()
        while let key = try json.nextKey(&isFirst) {
            if key == "id" { id = try json.int() } else if try !readFigure(key, &json) { try readFact(key, &json) }
        }
        guard let id else { throw .missing(field: "id") }
        self.id = id
    }

    private mutating func readFigure(_ key: String, _ json: inout JSONScanner) throws(WireError) -> Bool {
        switch key {
        case "count": count = try json.int()
        case "total": total = try json.double()
        case "max": max = try json.double()
        case "first": first = try json.double()
        case "last": last = try json.double()
        case "samples": samples = try json.optionalInt() ?? 0
        case "delayed": delayed = try json.optionalInt()
        case "cpu": cpu = try json.optionalDouble()
        case "starved": starved = try json.optionalDouble()
        case "worked": worked = try json.optionalDouble()
        case "gil": keepsGIL = try json.flag()
        case "at_least": isAtLeast = try json.flag()
        case "open": open = try json.optionalDouble()
        default: return false
        }
        return true
    }

    private mutating func readFact(_ key: String, _ json: inout JSONScanner) throws(WireError) {
        switch key {
        case "location": location = try json.null() ? nil : CodeLocation(from: &json)
        case "source": source = try json.optionalString()
        case "stack": stack = try json.null() ? [] : StackFrame.list(from: &json)
        case "task": task = try json.optionalInt().map { TaskID($0) }
        case "name": name = try json.optionalString()
        case "coroutine": coroutine = try json.optionalString()
        case "request": request = try json.optionalString()
        case "histogram":
            histogram = try json.null() ? [] : json.list { json throws(WireError) in try Bucket(from: &json) }
        case "latest":
            latest = try json.null() ? [] : json.list { json throws(WireError) in try Block(from: &json) }
            // Newest first, whatever the order on the wire.
            latest.sort { $0.time > $1.time }
        default: try json.skip()
        }
    }
}

extension SlowCallback.Bucket {
    /// `[upper bound or null, count]`.
    fileprivate init(from json: inout JSONScanner) throws(WireError) {
        var row = try TupleReader(&json, field: "histogram")
        let bound = try row.next(&json) { json throws(WireError) in try json.optionalDouble() }
        let count = try row.next(&json) { json throws(WireError) in try json.int() }
        try row.end(&json)
        self.init(bound: bound, count: count)
    }
}

extension SlowCallback.Block {
    /// `[time, seconds, task or null, delayed or null]`.
    fileprivate init(from json: inout JSONScanner) throws(WireError) {
        var row = try TupleReader(&json, field: "latest")
        let time = try row.next(&json) { json throws(WireError) in try json.double() }
        let seconds = try row.next(&json) { json throws(WireError) in try json.double() }
        let task = try row.next(&json) { json throws(WireError) in try json.optionalInt() }
        let delayed = try row.next(&json) { json throws(WireError) in try json.optionalInt() }
        try row.end(&json)
        self.init(time: time, seconds: seconds, task: task.map { TaskID($0) }, delayed: delayed)
    }
}
