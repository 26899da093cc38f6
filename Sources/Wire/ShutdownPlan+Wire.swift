import Model

extension ShutdownPlan {
    /// The result of `shutdown.plan`.
    init(from json: inout JSONScanner) throws(WireError) {
        self.init(pid: 0)
        var first = true
        try json.enterObject()
        while let key = try json.nextKey(&first) {
            switch key {
            case "pid": pid = try json.int()
            case "start_ticks": startTicks = try json.optionalInt()
            case "started": started = try json.optionalDouble()
            case "command": command = try json.optionalString() ?? ""
            case "server": server = try json.optionalString()
            case "version": version = try json.optionalString()
            case "parent": parent = try json.null() ? nil : ServiceMaster(from: &json)
            case "signals": signals = try json.list { json throws(WireError) in try SignalHandling(from: &json) }
            case "steps": steps = try json.strings()
            case "timeouts": timeouts = try ServerTimeout.list(from: &json)
            case "second": second = try json.null() ? nil : SecondSignal(from: &json)
            case "ways": ways = try json.list { json throws(WireError) in try ShutdownWay(from: &json) }
            case "in_flight": inFlight = try ShutdownCounts(from: &json)
            case "warnings": warnings = try json.strings()
            case "read_only": isReadOnly = try json.bool()
            default: try json.skip()
            }
        }
        // Whoever gives one of these orders means the very process that was shown.
        for index in ways.indices {
            ways[index].order.startTicks = ways[index].order.isForParent ? parent?.startTicks : startTicks
        }
    }
}

extension ServiceMaster {
    fileprivate init(from json: inout JSONScanner) throws(WireError) {
        self.init(pid: 0)
        var first = true
        try json.enterObject()
        while let key = try json.nextKey(&first) {
            switch key {
            case "pid": pid = try json.int()
            case "start_ticks": startTicks = try json.optionalInt()
            case "started": started = try json.optionalDouble()
            case "command": command = try json.optionalString() ?? ""
            default: try json.skip()
            }
        }
    }
}

extension SignalHandling {
    fileprivate init(from json: inout JSONScanner) throws(WireError) {
        self.init(signal: "", action: "")
        var first = true
        try json.enterObject()
        while let key = try json.nextKey(&first) {
            switch key {
            case "signal": signal = try json.string()
            case "action": action = try json.string()
            case "by": by = try json.optionalString()
            case "name": name = try json.optionalString()
            case "location": location = try json.null() ? nil : CodeLocation(from: &json)
            case "effect": effect = try json.optionalString() ?? ""
            default: try json.skip()
            }
        }
    }
}

extension ServerTimeout {
    static func list(from json: inout JSONScanner) throws(WireError) -> [ServerTimeout] {
        try json.list { json throws(WireError) in try ServerTimeout(from: &json) }
    }

    private init(from json: inout JSONScanner) throws(WireError) {
        self.init(name: "", seconds: nil, what: "")
        var first = true
        try json.enterObject()
        while let key = try json.nextKey(&first) {
            switch key {
            case "name": name = try json.string()
            case "seconds": seconds = try json.optionalDouble()
            case "known": isKnown = try json.bool()
            case "what": what = try json.optionalString() ?? ""
            case "then": then = try json.optionalString() ?? ""
            default: try json.skip()
            }
        }
    }
}

extension SecondSignal {
    init(from json: inout JSONScanner) throws(WireError) {
        self.init(signal: "", effect: "")
        var first = true
        try json.enterObject()
        while let key = try json.nextKey(&first) {
            switch key {
            case "signal": signal = try json.string()
            case "effect": effect = try json.string()
            default: try json.skip()
            }
        }
    }
}

extension ShutdownWay {
    fileprivate init(from json: inout JSONScanner) throws(WireError) {
        self.init(order: ShutdownOrder(), effect: "")
        var first = true
        try json.enterObject()
        while let key = try json.nextKey(&first) {
            switch key {
            case "way":
                guard let kind = ShutdownOrder.Kind(rawValue: try json.string()) else { throw .badValue(field: "way") }
                order.kind = kind
            case "signal": order.signal = try json.optionalString()
            case "process": order.isForParent = try json.string() == "parent"
            case "effect": effect = try json.optionalString() ?? ""
            case "graceful": isGraceful = try json.bool()
            default: try json.skip()
            }
        }
    }
}

extension ShutdownCounts {
    init(from json: inout JSONScanner) throws(WireError) {
        self.init()
        var first = true
        try json.enterObject()
        while let key = try json.nextKey(&first) {
            switch key {
            case "listeners":
                listeners = json.peek() == UInt8(ascii: "[") ? try json.strings().count : try json.optionalInt() ?? 0
            case "connections": connections = try json.optionalInt() ?? 0
            case "requests": requests = try json.optionalInt()
            case "tasks": tasks = try json.optionalInt() ?? 0
            case "jobs": jobs = try json.optionalInt() ?? 0
            case "threads": threads = try json.optionalInt() ?? 0
            case "held": held = try json.list { json throws(WireError) in try HeldPool(from: &json) }
            default: try json.skip()
            }
        }
    }
}

extension HeldPool {
    fileprivate init(from json: inout JSONScanner) throws(WireError) {
        self.init(name: "", inUse: 0)
        var first = true
        try json.enterObject()
        while let key = try json.nextKey(&first) {
            switch key {
            case "pool": name = try json.string()
            case "in_use": inUse = try json.int()
            default: try json.skip()
            }
        }
    }
}
