import Model

extension Resource {
    /// A `resources` notification.
    static func list(from json: inout JSONScanner) throws(WireError) -> [Resource] {
        var rows: [Resource] = []
        var first = true
        try json.enterObject()
        while let key = try json.nextKey(&first) {
            if key == "rows" {
                rows = try json.list { json throws(WireError) in try Resource(from: &json) }
            } else {
                try json.skip()
            }
        }
        return rows
    }

    private init(from json: inout JSONScanner) throws(WireError) {
        var id: Int?
        self.init(id: 0, kind: .other(""), type: "")
        var first = true
        try json.enterObject()
        while let key = try json.nextKey(&first) {
            if key == "id" {
                id = try json.int()
            } else if let figure = Self.figure(key) {
                self[keyPath: figure] = try json.optionalInt()
            } else if try !readPeople(key, &json) {
                try readFact(key, &json)
            }
        }
        guard let id else { throw .missing(field: "id") }
        self.id = id
    }

    private static func figure(_ name: String) -> WritableKeyPath<Resource, Int?>? {
        switch name {
        case "limit": \.limit
        case "in_use": \.inUse
        case "idle": \.idle
        case "size": \.size
        case "depth": \.depth
        case "value": \.value
        case "unfinished": \.unfinished
        case "joining": \.joining
        case "puts": \.puts
        case "gets": \.gets
        case "acquires": \.acquires
        case "opened": \.opened
        case "lost": \.lost
        default: nil
        }
    }

    private mutating func readPeople(_ key: String, _ json: inout JSONScanner) throws(WireError) -> Bool {
        switch key {
        case "waiting": waiting = try json.optionalInt() ?? 0
        case "held": held = try json.optionalInt() ?? 0
        case "holders": holders = try json.null() ? [] : json.list { json throws(WireError) in try Holder(from: &json) }
        case "leaked": leaked = try json.null() ? nil : json.list { json throws(WireError) in try Leak(from: &json) }
        case "rates": rates = try json.null() ? nil : Rates(from: &json)
        case "waited": waited = try json.null() ? nil : Waited(from: &json)
        case "stalled": stalledSince = try json.optionalDouble()
        case "unwoken": unwokenSince = try json.optionalDouble()
        case "abandoned": abandonedSince = try json.optionalDouble()
        case "fallen": fallen = try json.null() ? [] : json.list { json throws(WireError) in try Fallen(from: &json) }
        case "jobs": jobs = try json.null() ? nil : json.list { json throws(WireError) in try Job(from: &json) }
        default: return false
        }
        return true
    }

    private mutating func readFact(_ key: String, _ json: inout JSONScanner) throws(WireError) {
        switch key {
        case "kind": kind = Kind(name: try json.string())
        case "type": type = try json.string()
        case "name": name = try json.optionalString()
        case "place": place = try json.null() ? nil : CodeLocation(from: &json)
        case "user": isUsers = try json.flag()
        case "unlimited": isUnlimited = try json.null() ? nil : json.flag()
        case "closed": isClosed = try json.null() ? nil : json.flag()
        case "acquire_wait": acquireWait = try json.optionalDouble()
        case "uses": uses = try json.null() ? [] : json.intColumn()
        case "facts": facts = try json.null() ? [] : Fact.list(from: &json)
        default: try json.skip()
        }
    }
}

extension Resource.Holder {
    fileprivate init(from json: inout JSONScanner) throws(WireError) {
        var task: Int?
        self.init(task: TaskID(0), since: 0, isExact: false)
        var first = true
        try json.enterObject()
        while let key = try json.nextKey(&first) {
            switch key {
            case "task": task = try json.int()
            case "since": since = try json.double()
            case "exact": isExact = try json.flag()
            case "location": location = try json.null() ? nil : CodeLocation(from: &json)
            default: try json.skip()
            }
        }
        guard let task else { throw .missing(field: "task") }
        self.task = TaskID(task)
    }
}

extension Resource.Rates {
    fileprivate init(from json: inout JSONScanner) throws(WireError) {
        self.init()
        var first = true
        try json.enterObject()
        while let key = try json.nextKey(&first) {
            switch key {
            case "puts": puts = try json.optionalDouble()
            case "gets": gets = try json.optionalDouble()
            case "acquires": acquires = try json.optionalDouble()
            case "exact": isExact = try json.flag()
            default: try json.skip()
            }
        }
    }
}

extension Resource.Waited {
    fileprivate init(from json: inout JSONScanner) throws(WireError) {
        self.init(count: 0, median: 0, longest: 0)
        var first = true
        try json.enterObject()
        while let key = try json.nextKey(&first) {
            switch key {
            case "count": count = try json.int()
            case "median": median = try json.double()
            case "longest": longest = try json.double()
            default: try json.skip()
            }
        }
    }
}

extension Resource.Leak {
    fileprivate init(from json: inout JSONScanner) throws(WireError) {
        self.init()
        var first = true
        try json.enterObject()
        while let key = try json.nextKey(&first) {
            switch key {
            case "task": task = try json.optionalInt().map { TaskID($0) }
            case "name": name = try json.optionalString()
            case "since": since = try json.optionalDouble()
            case "location": location = try json.null() ? nil : CodeLocation(from: &json)
            default: try json.skip()
            }
        }
    }
}

extension Resource.Job {
    fileprivate init(from json: inout JSONScanner) throws(WireError) {
        self.init(thread: "")
        var first = true
        try json.enterObject()
        while let key = try json.nextKey(&first) {
            switch key {
            case "thread": thread = try json.string()
            case "function": function = try json.optionalString()
            case "since": since = try json.optionalDouble()
            case "task": task = try json.optionalInt().map { TaskID($0) }
            case "location": location = try json.null() ? nil : CodeLocation(from: &json)
            default: try json.skip()
            }
        }
    }
}

extension Resource.Fallen {
    fileprivate init(from json: inout JSONScanner) throws(WireError) {
        self.init(task: TaskID(0), name: "", error: "", ended: 0)
        var first = true
        try json.enterObject()
        while let key = try json.nextKey(&first) {
            switch key {
            case "task": task = TaskID(try json.int())
            case "name": name = try json.string()
            case "error": error = try json.string()
            case "ended": ended = try json.double()
            case "location": location = try json.null() ? nil : CodeLocation(from: &json)
            default: try json.skip()
            }
        }
    }
}

extension Resource.Fact {
    fileprivate static func list(from json: inout JSONScanner) throws(WireError) -> [Resource.Fact] {
        var facts: [Resource.Fact] = []
        var first = true
        try json.enterObject()
        while let key = try json.nextKey(&first) {
            if let value = try json.optionalString() { facts.append(Resource.Fact(name: key, value: value)) }
        }
        return facts.sorted { $0.name < $1.name }
    }
}

extension ResourceWaitChange {
    private static let kinds: [String: ColumnTable.Kind] = ["task": .int, "resource": .int, "role": .int]

    /// The rows of `waits`.
    static func list(from json: inout JSONScanner, _ tables: InternTables) throws(WireError) -> [ResourceWaitChange] {
        let table = try ColumnTable(&json, of: kinds, key: "task")
        let (resource, role) = (table.ints("resource"), table.ints("role"))
        var changes: [ResourceWaitChange] = []
        for (row, task) in table.keys("task").enumerated() {
            var change = ResourceWaitChange(task: TaskID(task), wait: nil)
            if let id = resource?[row] {
                guard let role = try tables.string(role, row) else { throw .badValue(field: "role") }
                change.wait = ResourceWait(resource: id, role: role)
            }
            changes.append(change)
        }
        return changes
    }
}

extension Resource {
    /// The rows of `resources.gone`.
    static func gone(from json: inout JSONScanner) throws(WireError) -> [Int] {
        try ColumnTable(&json, of: ["id": .int]).keys()
    }
}
