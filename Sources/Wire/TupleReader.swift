/// Reads a short array whose cells differ in kind. What a newer agent has added behind is passed over.
struct TupleReader {
    private let field: String
    private var first = true

    init(_ json: inout JSONScanner, field: String) throws(WireError) {
        self.field = field
        try json.enterArray()
    }

    /// The next cell, which has to be there.
    mutating func next<Value>(
        _ json: inout JSONScanner, _ read: (inout JSONScanner) throws(WireError) -> Value
    ) throws(WireError) -> Value {
        guard try json.nextElement(&first) else { throw .badValue(field: field) }
        return try read(&json)
    }

    /// Passes over the rest.
    mutating func end(_ json: inout JSONScanner) throws(WireError) {
        while try json.nextElement(&first) { try json.skip() }
    }
}
