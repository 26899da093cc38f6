extension JSONScanner {
    /// A value or null.
    mutating func optional<Value>(
        _ read: (inout JSONScanner) throws(WireError) -> Value
    ) throws(WireError) -> Value? {
        try null() ? nil : read(&self)
    }

    /// A list of values.
    mutating func list<Value>(_ read: (inout JSONScanner) throws(WireError) -> Value) throws(WireError) -> [Value] {
        var values: [Value] = []
        var first = true
        try enterArray()
        while try nextElement(&first) { values.append(try read(&self)) }
        return values
    }

    /// A column of integers, null where unknown.
    mutating func intColumn() throws(WireError) -> [Int?] {
        try list { json throws(WireError) in try json.null() ? nil : try json.int() }
    }

    /// A column of numbers, null where unknown.
    mutating func doubleColumn() throws(WireError) -> [Double?] {
        try list { json throws(WireError) in try json.null() ? nil : try json.double() }
    }

    mutating func strings() throws(WireError) -> [String] {
        try list { json throws(WireError) in try json.string() }
    }

    mutating func ints() throws(WireError) -> [Int] {
        try list { json throws(WireError) in try json.int() }
    }

    mutating func optionalInt() throws(WireError) -> Int? { try null() ? nil : try int() }
    mutating func optionalDouble() throws(WireError) -> Double? { try null() ? nil : try double() }
    mutating func optionalString() throws(WireError) -> String? { try null() ? nil : try string() }

    /// Where a field of this name says so, a true value of Python: `true`, or 1.
    mutating func flag() throws(WireError) -> Bool {
        switch peek() {
        case UInt8(ascii: "t"), UInt8(ascii: "f"): try bool()
        default: try int() != 0
        }
    }
}
