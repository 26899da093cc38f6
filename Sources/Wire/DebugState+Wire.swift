import JSON
import Model

extension DebugState {
    /// The result of `debug`.
    init(from json: inout JSONScanner) throws(WireError) {
        self.init()
        var first = true
        try json.enterObject()
        while let key = try json.nextKey(&first) {
            switch key {
            case "loops":
                let rows = try json.list { json throws(WireError) in try LoopRow(from: &json) }
                loops = rows.map(\.debug)
                slow = rows.compactMap(\.slow).first
            case "by": by = try json.optionalString()
            case "cpu_before": cpuBefore = try json.optionalDouble()
            case "cpu_now": cpuNow = try json.optionalDouble()
            default: try json.skip()
            }
        }
    }

    private struct LoopRow {
        var debug = false
        var slow: Double?

        init(from json: inout JSONScanner) throws(WireError) {
            var first = true
            try json.enterObject()
            while let key = try json.nextKey(&first) {
                switch key {
                case "debug": debug = try json.bool()
                case "slow": slow = try json.optionalDouble()
                default: try json.skip()
                }
            }
        }
    }
}

extension DebugOrder {
    /// The parameters of `debug`.
    var fields: [(String, JSONValue)] {
        var fields: [(String, JSONValue)] = []
        if let isOn { fields.append(("debug", .bool(isOn))) }
        if let slow { fields.append(("slow", .double(slow))) }
        if !fields.isEmpty { fields.append(("keep", .bool(isKept))) }
        return fields
    }
}
