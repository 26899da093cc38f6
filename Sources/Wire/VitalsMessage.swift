import Model

/// A `vitals` notification: signs now, and in a snapshot those of the past.
struct VitalsMessage {
    private var vitals: Vitals
    private var history: [HistorySample]?

    /// The past first: what is now belongs behind it.
    var events: [Event] {
        (history.map { [Event.history($0)] } ?? []) + [.vitals(vitals)]
    }

    init(_ json: inout JSONScanner, time: Double) throws(WireError) {
        vitals = Vitals(time: time)
        var first = true
        try json.enterObject()
        while let key = try json.nextKey(&first) {
            if try readCount(key, &json) { continue }
            switch key {
            case "lag": vitals.lag = try json.optionalDouble()
            case "lag_max": vitals.lagMax = try json.optionalDouble()
            case "busy": vitals.busy = try json.optionalDouble()
            case "cpu": vitals.cpu = try json.optionalDouble()
            case "cost": vitals.agentCPU = try json.optionalDouble()
            case "hook": vitals.hookSeconds = try json.optionalDouble()
            case "blocked": vitals.blocked = try json.null() ? nil : Vitals.Blocked(from: &json)
            case "busiest":
                vitals.busiest =
                    try json.null()
                    ? nil : json.list { json throws(WireError) in try Vitals.BusyLine(from: &json) }
            case "noticed":
                vitals.noticed =
                    try json.null() ? [] : json.list { json throws(WireError) in try Notice(from: &json) }
            case "trouble": vitals.trouble = try json.null() ? nil : AgentTrouble(from: &json)
            case "accounting": vitals.countsEveryStep = try json.optionalString() == "full"
            case "history": history = try json.null() ? nil : HistorySample.list(from: &json)
            default: try json.skip()
            }
        }
    }

    private mutating func readCount(_ key: String, _ json: inout JSONScanner) throws(WireError) -> Bool {
        switch key {
        case "tasks": vitals.tasks = try json.optionalInt() ?? 0
        case "ready": vitals.ready = try json.optionalInt() ?? 0
        case "running": vitals.running = try json.optionalInt() ?? 0
        case "waiting": vitals.waiting = try json.optionalInt() ?? 0
        case "cancelling": vitals.cancelling = try json.optionalInt() ?? 0
        case "created": vitals.created = try json.optionalInt() ?? 0
        case "ended": vitals.ended = try json.optionalInt() ?? 0
        case "callbacks": vitals.callbacks = try json.optionalInt()
        case "ready_queue": vitals.readyQueue = try json.optionalInt()
        case "timers": vitals.timers = try json.optionalInt()
        case "steps": vitals.steps = try json.optionalInt()
        case "requests": vitals.requests = try json.optionalInt()
        case "requests_total": vitals.requestsTotal = try json.optionalInt()
        case "slow": vitals.slow = try json.optionalInt()
        case "rss": vitals.rss = try json.optionalInt()
        case "threads": vitals.threads = try json.optionalInt()
        case "fds": vitals.fds = try json.optionalInt()
        case "doubts": vitals.doubts = try json.optionalInt() ?? 0
        case "memory": vitals.agentMemory = try json.optionalInt()
        case "dropped": vitals.dropped = try json.optionalInt() ?? 0
        default: return false
        }
        return true
    }
}

extension Vitals.Blocked {
    fileprivate init(from json: inout JSONScanner) throws(WireError) {
        self.init(loop: 0, since: 0, seconds: 0)
        var first = true
        try json.enterObject()
        while let key = try json.nextKey(&first) {
            switch key {
            case "loop": loop = try json.int()
            case "since": since = try json.double()
            case "seconds": seconds = try json.double()
            case "late": isLate = try json.flag()
            case "at_least": isAtLeast = try json.flag()
            case "stack": stack = try json.null() ? [] : StackFrame.list(from: &json)
            case "location": location = try json.null() ? nil : CodeLocation(from: &json)
            case "task": task = try json.optionalInt().map { TaskID($0) }
            case "lock": lock = try json.null() ? nil : LockHolder(from: &json)
            default: try json.skip()
            }
        }
    }
}

extension Vitals.BusyLine {
    fileprivate init(from json: inout JSONScanner) throws(WireError) {
        var location: CodeLocation?
        var share: Double?
        var first = true
        try json.enterObject()
        while let key = try json.nextKey(&first) {
            switch key {
            case "location": location = try CodeLocation(from: &json)
            case "share": share = try json.double()
            default: try json.skip()
            }
        }
        guard let location, let share else { throw .missing(field: "busiest") }
        self.init(location: location, share: share)
    }
}
