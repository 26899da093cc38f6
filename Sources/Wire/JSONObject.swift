import JSON

/// An object that was read as a whole: for short documents of which a few fields count.
///
/// A field that is missing or null is nil; one of another kind than was asked for is an error.
public struct JSONObject: Sendable {
    private let fields: [String: JSONValue]

    /// Reads a document that is one object.
    public init(reading bytes: [UInt8]) throws(WireError) {
        var json = JSONScanner(bytes)
        let value = try json.value()
        try json.expectEnd()
        guard case .object(let fields) = value else { throw .syntax(wanted: "an object", offset: 0) }
        self.init(fields)
    }

    // Where a name stands twice, the last one counts, as everywhere.
    private init(_ fields: [(String, JSONValue)]) {
        self.fields = Dictionary(fields) { _, last in last }
    }

    /// A whole number.
    public func int(_ name: String) throws(WireError) -> Int? {
        guard let value = value(name) else { return nil }
        guard case .int(let number) = value else { throw .badValue(field: name) }
        return number
    }

    /// Text.
    public func string(_ name: String) throws(WireError) -> String? {
        guard let value = value(name) else { return nil }
        guard case .string(let text) = value else { throw .badValue(field: name) }
        return text
    }

    /// True or false.
    public func bool(_ name: String) throws(WireError) -> Bool? {
        guard let value = value(name) else { return nil }
        guard case .bool(let flag) = value else { throw .badValue(field: name) }
        return flag
    }

    /// An object within.
    public func object(_ name: String) throws(WireError) -> JSONObject? {
        guard let value = value(name) else { return nil }
        guard case .object(let fields) = value else { throw .badValue(field: name) }
        return JSONObject(fields)
    }

    /// A list of objects.
    public func objects(_ name: String) throws(WireError) -> [JSONObject]? {
        guard let value = value(name) else { return nil }
        guard case .array(let elements) = value else { throw .badValue(field: name) }
        return try elements.map { element throws(WireError) in
            guard case .object(let fields) = element else { throw .badValue(field: name) }
            return JSONObject(fields)
        }
    }

    /// A list of texts.
    public func strings(_ name: String) throws(WireError) -> [String]? {
        guard let value = value(name) else { return nil }
        guard case .array(let elements) = value else { throw .badValue(field: name) }
        return try elements.map { element throws(WireError) in
            guard case .string(let text) = element else { throw .badValue(field: name) }
            return text
        }
    }

    private func value(_ name: String) -> JSONValue? {
        guard let value = fields[name] else { return nil }
        if case .null = value { return nil }
        return value
    }
}

extension JSONScanner {
    /// A value of any kind.
    fileprivate mutating func value() throws(WireError) -> JSONValue {
        switch peek() {
        case UInt8(ascii: "{"):
            var fields: [(String, JSONValue)] = []
            var first = true
            try enterObject()
            while let key = try nextKey(&first) { fields.append((key, try value())) }
            return .object(fields)
        case UInt8(ascii: "["): return .array(try list { json throws(WireError) in try json.value() })
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t"), UInt8(ascii: "f"): return .bool(try bool())
        case UInt8(ascii: "n"):
            _ = try null()
            return .null
        default: return try number()
        }
    }

    /// A whole number where it can be one.
    private mutating func number() throws(WireError) -> JSONValue {
        var whole = self
        if let value = try? whole.int() {
            self = whole
            return .int(value)
        }
        return .double(try double())
    }
}
