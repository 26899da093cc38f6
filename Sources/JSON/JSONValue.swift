/// A JSON document to be written, its fields in the order given.
public enum JSONValue: Sendable, ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral,
    ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral, ExpressibleByFloatLiteral, ExpressibleByNilLiteral
{
    case null
    case bool(Bool)
    case int(Int)
    case double(Double)
    case string(String)
    case array([JSONValue])
    case object([(String, JSONValue)])

    /// Text.
    public init(stringLiteral value: String) { self = .string(value) }
    /// A whole number.
    public init(integerLiteral value: Int) { self = .int(value) }
    /// True or false.
    public init(booleanLiteral value: Bool) { self = .bool(value) }
    /// A number.
    public init(floatLiteral value: Double) { self = .double(value) }
    /// Values one behind the other.
    public init(arrayLiteral elements: JSONValue...) { self = .array(elements) }
    /// Fields in this order.
    public init(dictionaryLiteral elements: (String, JSONValue)...) { self = .object(elements) }
    /// What is unknown.
    public init(nilLiteral: ()) { self = .null }
    /// Text, or null.
    public init(_ value: String?) { self = value.map { .string($0) } ?? .null }
    /// A whole number, or null.
    public init(_ value: Int?) { self = value.map { .int($0) } ?? .null }
    /// A number, or null.
    public init(_ value: Double?) { self = value.map { .double($0) } ?? .null }

    /// The document on one line, without the line's end.
    public var text: String {
        var bytes: [UInt8] = []
        write(to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Writes the document behind what is there.
    public func write(to bytes: inout [UInt8]) {
        switch self {
        case .null: bytes += "null".utf8
        case .bool(let value): bytes += (value ? "true" : "false").utf8
        case .int(let value): bytes += String(value).utf8
        // JSON has no word for what is no number: unknown.
        case .double(let value): bytes += (value.isFinite ? Self.plain(value) : "null").utf8
        case .string(let value): Self.write(value, to: &bytes)
        case .array(let values):
            bytes.append(UInt8(ascii: "["))
            for (index, value) in values.enumerated() {
                if index > 0 { bytes += ", ".utf8 }
                value.write(to: &bytes)
            }
            bytes.append(UInt8(ascii: "]"))
        case .object(let fields):
            bytes.append(UInt8(ascii: "{"))
            for (index, field) in fields.enumerated() {
                if index > 0 { bytes += ", ".utf8 }
                Self.write(field.0, to: &bytes)
                bytes += ": ".utf8
                field.1.write(to: &bytes)
            }
            bytes.append(UInt8(ascii: "}"))
        }
    }

    private static func plain(_ value: Double) -> String {
        value == value.rounded() && abs(value) < 1e15 ? "\(Int(value)).0" : "\(value)"
    }

    private static func write(_ text: String, to bytes: inout [UInt8]) {
        bytes.append(UInt8(ascii: "\""))
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": bytes += "\\\"".utf8
            case "\\": bytes += "\\\\".utf8
            case "\n": bytes += "\\n".utf8
            case "\r": bytes += "\\r".utf8
            case "\t": bytes += "\\t".utf8
            case "\u{0}"..<"\u{20}", "\u{7F}": escape(scalar, to: &bytes)
            case "\u{20}"..<"\u{7F}": bytes.append(UInt8(truncatingIfNeeded: scalar.value))
            default: if isCommand(scalar) { escape(scalar, to: &bytes) } else { bytes += String(scalar).utf8 }
            }
        }
        bytes.append(UInt8(ascii: "\""))
    }

    /// What a terminal takes for a command, or for an order to turn the text around: a document may be looked at in one.
    private static func isCommand(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator: true
        default: false
        }
    }

    private static func escape(_ scalar: Unicode.Scalar, to bytes: inout [UInt8]) {
        let digits = Array("0123456789abcdef".utf8)
        for unit in String(scalar).utf16 {
            bytes += "\\u".utf8
            bytes += stride(from: 12, through: 0, by: -4).map { digits[Int(unit >> $0 & 15)] }
        }
    }
}
