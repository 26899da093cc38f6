/// Reads JSON from bytes in one pass, without making values of what nobody asks for.
///
/// Every access is within bounds whatever the bytes are; nothing here recurses deeper than `depthLimit`.
struct JSONScanner {
    /// How deep arrays and objects may be nested.
    static let depthLimit = 64

    let bytes: [UInt8]
    private(set) var position: Int
    private var depth = 0

    init(_ bytes: [UInt8], at position: Int = 0) {
        self.bytes = bytes
        self.position = position
    }

    // MARK: Structure

    /// Walks an object: `var first = true; try json.enterObject(); while let key = try json.nextKey(&first) {...}`,
    /// where the body reads or skips the value.
    mutating func enterObject() throws(WireError) {
        try enter(UInt8(ascii: "{"), "an object")
    }

    mutating func nextKey(_ first: inout Bool) throws(WireError) -> String? {
        guard try next(UInt8(ascii: "}"), &first) else { return nil }
        let key = try string()
        try expect(UInt8(ascii: ":"), "\":\"")
        return key
    }

    /// Walks an array in the same way.
    mutating func enterArray() throws(WireError) {
        try enter(UInt8(ascii: "["), "an array")
    }

    mutating func nextElement(_ first: inout Bool) throws(WireError) -> Bool {
        try next(UInt8(ascii: "]"), &first)
    }

    private mutating func enter(_ byte: UInt8, _ wanted: String) throws(WireError) {
        try expect(byte, wanted)
        depth += 1
        guard depth <= Self.depthLimit else { throw .tooDeep(limit: Self.depthLimit) }
    }

    private mutating func next(_ end: UInt8, _ first: inout Bool) throws(WireError) -> Bool {
        if peek() == end {
            position += 1
            depth -= 1
            return false
        }
        if !first { try expect(UInt8(ascii: ","), "\",\"") }
        first = false
        return true
    }

    /// The next byte that is not white space.
    mutating func peek() -> UInt8? {
        while position < bytes.count {
            let byte = bytes[position]
            guard byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D else { return byte }
            position += 1
        }
        return nil
    }

    mutating func expect(_ byte: UInt8, _ wanted: String) throws(WireError) {
        guard peek() == byte else { throw .syntax(wanted: wanted, offset: position) }
        position += 1
    }

    mutating func expectEnd() throws(WireError) {
        guard peek() == nil else { throw .syntax(wanted: "the end", offset: position) }
    }

    // MARK: Values

    /// Consumes `null` if it is next.
    mutating func null() throws(WireError) -> Bool {
        guard peek() == UInt8(ascii: "n") else { return false }
        try word("null")
        return true
    }

    mutating func bool() throws(WireError) -> Bool {
        if peek() == UInt8(ascii: "t") {
            try word("true")
            return true
        }
        guard peek() == UInt8(ascii: "f") else { throw .syntax(wanted: "true or false", offset: position) }
        try word("false")
        return false
    }

    private mutating func word(_ word: StaticString) throws(WireError) {
        let start = position
        guard word.utf8CodeUnitCount <= bytes.count - start else { throw .syntax(wanted: "\(word)", offset: start) }
        for index in 0..<word.utf8CodeUnitCount where bytes[start + index] != word.utf8Start[index] {
            throw .syntax(wanted: "\(word)", offset: start)
        }
        position += word.utf8CodeUnitCount
    }

    /// The largest integer of the protocol, either way: what is beyond it is taken for it. Two of them can be added, and a
    /// thousand, without an overflow.
    static let largestInt = 1 << 53 - 1

    mutating func int() throws(WireError) -> Int {
        let isNegative = peek() == UInt8(ascii: "-")
        let start = position
        if isNegative { position += 1 }
        var value = 0
        let digits = position
        while position < bytes.count, bytes[position] &- 48 < 10 {
            value = min(value * 10 + Int(bytes[position] &- 48), Self.largestInt)
            position += 1
        }
        guard position > digits else { throw .syntax(wanted: "an integer", offset: start) }
        if position < bytes.count, [0x2E, 0x65, 0x45].contains(bytes[position]) {
            throw .syntax(wanted: "an integer", offset: start)
        }
        return isNegative ? -value : value
    }

    /// The largest number that is no integer, either way: beyond every time, size and rate of this world, and small enough
    /// for a thousand of it in thousandths to be an integer.
    static let largestDouble = 1e12

    mutating func double() throws(WireError) -> Double {
        _ = peek()
        let start = position
        var end = start
        // The number's own characters; whether they are a number is for the parser to say.
        while end < bytes.count, Self.isNumeric(bytes[end]) { end += 1 }
        guard end > start, end - start < 64, bytes[start] != UInt8(ascii: "+"),
            let value = Double(String(decoding: bytes[start..<end], as: UTF8.self)), value.isFinite
        else { throw .syntax(wanted: "a number", offset: start) }
        position = end
        return max(-Self.largestDouble, min(value, Self.largestDouble))
    }

    private static func isNumeric(_ byte: UInt8) -> Bool {
        byte &- 48 < 10 || byte == 0x2E || byte == 0x2D || byte == 0x2B || byte | 0x20 == 0x65
    }

    mutating func string() throws(WireError) -> String {
        try expect(UInt8(ascii: "\""), "text")
        let start = position
        while position < bytes.count {
            switch bytes[position] {
            case UInt8(ascii: "\""):
                guard let text = String(validating: bytes[start..<position], as: UTF8.self) else {
                    throw .notUTF8(offset: start)
                }
                position += 1
                return text
            case UInt8(ascii: "\\"): return try escapedString(from: start)
            case 0..<0x20: throw .syntax(wanted: "an escaped control character", offset: position)
            default: position += 1
            }
        }
        throw .syntax(wanted: "the end of a text", offset: position)
    }

    private mutating func escapedString(from start: Int) throws(WireError) -> String {
        var units = Array(bytes[start..<position])
        while position < bytes.count {
            let byte = bytes[position]
            position += 1
            switch byte {
            case UInt8(ascii: "\""):
                guard let text = String(validating: units, as: UTF8.self) else { throw .notUTF8(offset: start) }
                return text
            case UInt8(ascii: "\\"): try units.append(contentsOf: String(escape()).utf8)
            case 0..<0x20: throw .syntax(wanted: "an escaped control character", offset: position - 1)
            default: units.append(byte)
            }
        }
        throw .syntax(wanted: "the end of a text", offset: position)
    }

    private mutating func escape() throws(WireError) -> Unicode.Scalar {
        guard position < bytes.count else { throw .syntax(wanted: "an escape", offset: position) }
        let byte = bytes[position]
        position += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(byte)
        case UInt8(ascii: "b"): return "\u{08}"
        case UInt8(ascii: "f"): return "\u{0C}"
        case UInt8(ascii: "n"): return "\n"
        case UInt8(ascii: "r"): return "\r"
        case UInt8(ascii: "t"): return "\t"
        case UInt8(ascii: "u"): return try unicodeEscape()
        default: throw .syntax(wanted: "an escape", offset: position - 1)
        }
    }

    /// Half of a pair alone is what Python makes of bytes that are no text: it is shown as a replacement character.
    private mutating func unicodeEscape() throws(WireError) -> Unicode.Scalar {
        let unit = try hexUnit()
        guard unit & 0xFC00 == 0xD800 else { return Unicode.Scalar(unit) ?? "\u{FFFD}" }
        guard position + 1 < bytes.count, bytes[position] == 0x5C, bytes[position + 1] == 0x75 else {
            return "\u{FFFD}"
        }
        let before = position
        position += 2
        let low = try hexUnit()
        guard low & 0xFC00 == 0xDC00 else {
            position = before
            return "\u{FFFD}"
        }
        return Unicode.Scalar(0x10000 + (unit & 0x3FF) << 10 + (low & 0x3FF)) ?? "\u{FFFD}"
    }

    private mutating func hexUnit() throws(WireError) -> UInt32 {
        guard position + 4 <= bytes.count else { throw .syntax(wanted: "four hex digits", offset: position) }
        var unit: UInt32 = 0
        for byte in bytes[position..<position + 4] {
            switch byte {
            case 48...57: unit = unit << 4 | UInt32(byte - 48)
            case 65...70: unit = unit << 4 | UInt32(byte - 55)
            case 97...102: unit = unit << 4 | UInt32(byte - 87)
            default: throw .syntax(wanted: "four hex digits", offset: position)
            }
        }
        position += 4
        return unit
    }

    /// Passes over a value of any kind.
    mutating func skip() throws(WireError) {
        switch peek() {
        case UInt8(ascii: "{"):
            var first = true
            try enterObject()
            while try nextKey(&first) != nil { try skip() }
        case UInt8(ascii: "["):
            var first = true
            try enterArray()
            while try nextElement(&first) { try skip() }
        case UInt8(ascii: "\""): _ = try string()
        case UInt8(ascii: "t"), UInt8(ascii: "f"): _ = try bool()
        case UInt8(ascii: "n"): _ = try null()
        default: _ = try double()
        }
    }
}
