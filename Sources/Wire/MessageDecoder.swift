public import Model

/// What a line from the agent says.
public enum IncomingMessage: Sendable {
    /// The answer to the request of this number.
    case response(id: Int, ResponseBody)
    /// The agent could not make sense of a request, and does not say which; or it refuses the connection.
    case failure(RPCError)
    /// What happened in the service.
    case events([Event])
    /// The agent leaves: `stopped`, `exit`.
    case bye(reason: String)
    /// Nothing for this version.
    case ignored
}

/// Turns the lines of one connection into events. It keeps what the agent says only once: strings and locations.
public struct MessageDecoder: Sendable {
    private var tables = InternTables()
    private var sequence = 0

    /// Makes a decoder for a new connection.
    public init() {}

    /// Understands one line, without its end.
    public mutating func decode(_ line: [UInt8]) throws(WireError) -> IncomingMessage {
        var json = JSONScanner(line)
        var method: String?
        var params: Int?
        var body = ResponseBody(bytes: line)
        var id: Int?
        var first = true
        try json.enterObject()
        while let key = try json.nextKey(&first) {
            switch key {
            case "method": method = try json.string()
            case "id": id = try json.optionalInt()
            case "params":
                params = json.position
                try json.skip()
            case "result":
                body.result = json.position
                try json.skip()
            case "error": body.error = try json.null() ? nil : RPCError(from: &json)
            default: try json.skip()
            }
        }
        try json.expectEnd()
        if let method {
            guard let params else { return .ignored }
            return try notification(method, JSONScanner(line, at: params))
        }
        if let id { return .response(id: id, body) }
        return body.error.map { .failure($0) } ?? .ignored
    }

    private mutating func notification(_ method: String, _ json: JSONScanner) throws(WireError) -> IncomingMessage {
        let stamp = try Stamp(json)
        guard stamp.sequence == sequence + 1 else {
            throw .sequenceGap(expected: sequence + 1, found: stamp.sequence)
        }
        sequence = stamp.sequence
        let time = stamp.time
        var json = json
        switch method {
        case "strings": try tables.addStrings(&json)
        case "locations": try tables.addLocations(&json)
        case "snapshot.begin": return .events([.snapshotBegan(tasks: try stamp.tasks(json), time: time)])
        case "snapshot.end":
            let end = try SnapshotEnd(json)
            return .events([.snapshotEnded(time: time, isComplete: end.isComplete, dropped: end.dropped)])
        case "loops":
            let message = try LoopsMessage(from: &json)
            return .events([.loops(message.loops, time: time), .noLoop(message.absence)])
        case "tasks.new":
            let columns = try TaskColumns(&json)
            return .events([.tasksAdded(try columns.records(tables, time: time), time: time)])
        case "tasks.changed":
            let columns = try TaskColumns(&json)
            return .events([.tasksChanged(try columns.changes(tables, time: time), time: time)])
        case "tasks.ended": return .events([.tasksEnded(try TaskEnd.list(from: &json, tables, time: time), time: time)])
        case "groups": return .events([.groups(try AwaitGroup.list(from: &json, tables), time: time)])
        case "groups.ended": return .events([.groupsEnded(try GroupID.list(from: &json), time: time)])
        case "slow": return .events([.slow(try SlowReport(from: &json), time: time)])
        case "events":
            let log = try LogMessage(&json, tables, time: time)
            return .events([.log(log.entries, since: log.since, time: time)])
        case "requests.new": return .events([.requests(try RequestRecord.list(from: &json, time: time), time: time)])
        case "requests.ended":
            return .events([.requestsEnded(try RequestEnd.list(from: &json, time: time), time: time)])
        case "resources": return .events([.resources(try Resource.list(from: &json), time: time)])
        case "resources.gone": return .events([.resourcesGone(try Resource.gone(from: &json), time: time)])
        case "waits":
            return .events([.resourceWaits(try ResourceWaitChange.list(from: &json, tables), time: time)])
        case "vitals": return .events(try VitalsMessage(&json, time: time).events)
        case "shutdown": return .events([.shutdown(try ShutdownStatus(from: &json), time: time)])
        case "bye": return .bye(reason: try stamp.reason(json))
        default: break
        }
        return .ignored
    }
}

/// What every notification carries, and small fields beside it.
private struct Stamp {
    var sequence = 0
    var time = 0.0

    init(_ json: JSONScanner) throws(WireError) {
        var json = json
        var sequence: Int?
        var first = true
        try json.enterObject()
        while let key = try json.nextKey(&first) {
            switch key {
            case "seq": sequence = try json.int()
            case "t": time = try json.double()
            default: try json.skip()
            }
            // They usually come first: the rest is read by whoever knows it.
            if sequence != nil, time != 0 { break }
        }
        guard let sequence else { throw .missing(field: "seq") }
        self.sequence = sequence
    }

    func tasks(_ json: JSONScanner) throws(WireError) -> Int {
        var json = json
        var first = true
        try json.enterObject()
        while let key = try json.nextKey(&first) {
            if key == "tasks" { return try json.optionalInt() ?? 0 }
            try json.skip()
        }
        return 0
    }

    func reason(_ json: JSONScanner) throws(WireError) -> String {
        var json = json
        var first = true
        try json.enterObject()
        while let key = try json.nextKey(&first) {
            if key == "reason" { return try json.string() }
            try json.skip()
        }
        return "exit"
    }
}

private struct SnapshotEnd {
    var isComplete = true
    var dropped = 0

    init(_ json: JSONScanner) throws(WireError) {
        var json = json
        var first = true
        try json.enterObject()
        while let key = try json.nextKey(&first) {
            switch key {
            case "complete": isComplete = try json.bool()
            case "dropped": dropped = try json.optionalInt() ?? 0
            default: try json.skip()
            }
        }
    }
}
