import Model

extension Service {
    init(from json: inout JSONScanner) throws(WireError) {
        var instance: String?
        var pid: Int?
        var spoken: Int?
        self.init(instance: "", pid: 0, name: "")
        var first = true
        try json.enterObject()
        while let key = try json.nextKey(&first) {
            switch key {
            case "protocol": spoken = try json.int()
            case "instance": instance = try json.string()
            case "pid": pid = try json.int()
            case "name": name = try json.string()
            case "argv": argv = try json.strings()
            case "python": python = try json.string()
            case "implementation": implementation = try json.string()
            case "server": server = try json.optionalString()
            case "cwd": directory = try json.optionalString()
            case "started": started = try json.optionalDouble()
            case "agent_started": agentStarted = try json.double()
            case "late": isLate = try json.flag()
            case "agent": agent = try json.string()
            case "thread": agentThread = try json.optionalInt()
            case "capabilities": capabilities = Set(try json.strings())
            default: try json.skip()
            }
        }
        guard let spoken else { throw .missing(field: "protocol") }
        guard spoken == Request.protocolVersion else { throw .unspokenProtocol(spoken) }
        guard let instance else { throw .missing(field: "instance") }
        guard let pid else { throw .missing(field: "pid") }
        self.instance = instance
        self.pid = pid
    }
}

/// A `loops` notification.
struct LoopsMessage {
    var loops: [Loop] = []
    var absence: LoopAbsence?

    init(from json: inout JSONScanner) throws(WireError) {
        var first = true
        try json.enterObject()
        while let key = try json.nextKey(&first) {
            switch key {
            case "rows": loops = try json.list { json throws(WireError) in try Loop(from: &json) }
            case "none": absence = try json.optionalString().flatMap { LoopAbsence(rawValue: $0) }
            default: try json.skip()
            }
        }
    }
}

extension Loop {
    fileprivate init(from json: inout JSONScanner) throws(WireError) {
        self.init(id: 0, implementation: "", isDebug: nil, threadName: "", isMain: false)
        var first = true
        try json.enterObject()
        while let key = try json.nextKey(&first) {
            switch key {
            case "id": id = try json.int()
            case "implementation": implementation = try json.string()
            case "running": isRunning = try json.flag()
            case "debug": isDebug = try json.null() ? nil : json.flag()
            case "thread_name": threadName = try json.optionalString() ?? ""
            case "main": isMain = try json.flag()
            default: try json.skip()
            }
        }
    }
}

extension ServiceThread {
    init(from json: inout JSONScanner) throws(WireError) {
        self.init(name: "", nativeID: nil, isDaemon: false, isAgent: false, loop: nil, stack: [])
        var first = true
        try json.enterObject()
        while let key = try json.nextKey(&first) {
            switch key {
            case "id": nativeID = try json.optionalInt()
            case "name": name = try json.optionalString() ?? ""
            case "daemon": isDaemon = try json.null() ? false : json.flag()
            case "agent": isAgent = try json.flag()
            case "loop": loop = try json.optionalInt()
            case "stack": stack = try StackFrame.list(from: &json)
            default: try json.skip()
            }
        }
    }
}
