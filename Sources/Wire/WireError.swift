/// What can be wrong with a line from the other side. Each of them ends the connection: the picture would be untrue.
public enum WireError: Error, Hashable, Sendable, CustomStringConvertible {
    /// Not UTF-8 within a string, at an offset in bytes.
    case notUTF8(offset: Int)
    /// Not JSON: what was wanted, at an offset in bytes.
    case syntax(wanted: String, offset: Int)
    /// Nested deeper than the limit.
    case tooDeep(limit: Int)
    /// A field, a column or a code with a value that it cannot have.
    case badValue(field: String)
    /// A field or column without which the message means nothing.
    case missing(field: String)
    /// A column that is not as long as the others.
    case raggedColumn(field: String, length: Int, rows: Int)
    /// An index into a table that has not got so many entries.
    case badIndex(table: String, index: Int, count: Int)
    /// A notification was lost on the way, or came twice.
    case sequenceGap(expected: Int, found: Int)
    /// The agent speaks another version.
    case unspokenProtocol(Int)

    /// A sentence.
    public var description: String {
        switch self {
        case .notUTF8(let offset): "text that is not UTF-8 at byte \(offset)"
        case .syntax(let wanted, let offset): "not JSON: \(wanted) expected at byte \(offset)"
        case .tooDeep(let limit): "nested deeper than \(limit) levels"
        case .badValue(let field): "a value that \"\(field)\" cannot have"
        case .missing(let field): "\"\(field)\" is missing"
        case .raggedColumn(let field, let length, let rows): "column \"\(field)\" has \(length) values for \(rows) rows"
        case .badIndex(let table, let index, let count): "index \(index) into \(count) \(table)"
        case .sequenceGap(let expected, let found): "message \(found) came where \(expected) was due"
        case .unspokenProtocol(let version): "protocol \(version) is not spoken by this looptop (it speaks 1)"
        }
    }
}
