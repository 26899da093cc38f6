public import Model

/// An error that the agent answered with.
public struct RPCError: Error, Hashable, Sendable {
    /// As the agent gave it; `kind` tells which that is.
    public var code: Int
    /// What was wrong, in the agent's words.
    public var message: String
    /// What to do next, where the agent says so.
    public var hint: String?

    /// What the code means; nil of one that only a newer agent has.
    public var kind: ErrorCode? { ErrorCode(rawValue: code) }

    init(from json: inout JSONScanner) throws(WireError) {
        code = 0
        message = ""
        var first = true
        try json.enterObject()
        while let key = try json.nextKey(&first) {
            switch key {
            case "code": code = try json.int()
            case "message": message = try json.string()
            case "data":
                guard json.peek() == UInt8(ascii: "{") else {
                    try json.skip()
                    continue
                }
                var firstOfData = true
                try json.enterObject()
                while let key = try json.nextKey(&firstOfData) {
                    if key == "hint" { hint = try json.optionalString() } else { try json.skip() }
                }
            default: try json.skip()
            }
        }
    }
}

/// The answer to a request: whoever asked knows what it should hold.
public struct ResponseBody: Sendable {
    let bytes: [UInt8]
    var result: Int?
    /// What the agent answered instead of a result.
    public internal(set) var error: RPCError?

    init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// The result of `hello`.
    public func service() throws(WireError) -> Service {
        var json = try start()
        return try Service(from: &json)
    }

    /// The result of `task`.
    public func taskDetail() throws(WireError) -> TaskDetail {
        var json = try start()
        return try TaskDetail(from: &json)
    }

    /// The result of `threads`.
    public func threads() throws(WireError) -> [ServiceThread] {
        var json = try start()
        var threads: [ServiceThread] = []
        var first = true
        try json.enterObject()
        while let key = try json.nextKey(&first) {
            if key == "threads" {
                threads = try json.list { json throws(WireError) in try ServiceThread(from: &json) }
            } else {
                try json.skip()
            }
        }
        return threads
    }

    /// The result of `shutdown.plan`.
    public func shutdownPlan() throws(WireError) -> ShutdownPlan {
        var json = try start()
        return try ShutdownPlan(from: &json)
    }

    /// The result of `debug`.
    public func debugMode() throws(WireError) -> DebugState {
        var json = try start()
        return try DebugState(from: &json)
    }

    /// The result of `ping`: the service's clock.
    public func time() throws(WireError) -> Double {
        var json = try start()
        var time: Double?
        var first = true
        try json.enterObject()
        while let key = try json.nextKey(&first) {
            if key == "now" { time = try json.double() } else { try json.skip() }
        }
        guard let time else { throw .missing(field: "now") }
        return time
    }

    private func start() throws(WireError) -> JSONScanner {
        guard let result else { throw .missing(field: "result") }
        return JSONScanner(bytes, at: result)
    }
}
