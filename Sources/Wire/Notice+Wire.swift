import Model

extension Notice {
    /// A row of `noticed`.
    init(from json: inout JSONScanner) throws(WireError) {
        self.init(kind: "", key: "", text: "")
        var first = true
        try json.enterObject()
        while let key = try json.nextKey(&first) {
            switch key {
            case "kind": kind = try json.optionalString() ?? ""
            case "key": self.key = try json.optionalString() ?? ""
            case "text": text = try json.optionalString() ?? ""
            case "location": location = try json.null() ? nil : CodeLocation(from: &json)
            case "tasks": tasks = try json.list { json throws(WireError) in TaskID(try json.int()) }
            case "since": since = try json.optionalDouble()
            case "grave": isGrave = try json.flag()
            default: try json.skip()
            }
        }
    }
}

extension LockHolder {
    /// The field `lock` of `blocked`.
    init(from json: inout JSONScanner) throws(WireError) {
        var task: Int?
        var location: CodeLocation?
        var line: Int?
        var first = true
        try json.enterObject()
        while let key = try json.nextKey(&first) {
            switch key {
            case "task": task = try json.int()
            case "location": location = try CodeLocation(from: &json)
            case "line": line = try json.int()
            default: try json.skip()
            }
        }
        guard let task, let location, let line else { throw .missing(field: "lock") }
        self.init(task: TaskID(task), location: location, line: line)
    }
}
