import Model

extension AgentTrouble {
    /// The field `trouble` of `vitals`.
    init(from json: inout JSONScanner) throws(WireError) {
        self.init()
        var first = true
        try json.enterObject()
        while let key = try json.nextKey(&first) {
            switch key {
            case "count": count = try json.int()
            case "rows": kinds = try json.list { json throws(WireError) in try Kind(from: &json) }
            default: try json.skip()
            }
        }
    }
}

extension AgentTrouble.Kind {
    fileprivate init(from json: inout JSONScanner) throws(WireError) {
        self.init(what: "something", error: "unknown")
        var first = true
        try json.enterObject()
        while let key = try json.nextKey(&first) {
            switch key {
            case "what": what = try json.string()
            case "error": error = try json.string()
            case "at": place = try json.string()
            case "count": count = try json.int()
            case "off": isOff = try json.bool()
            default: try json.skip()
            }
        }
    }
}
