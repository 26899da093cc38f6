import CToml

/// A table of a TOML text: values by their keys, each key with its place.
struct TOMLTable: Sendable {
    /// Line and column, counted from 1.
    struct Place: Hashable, Sendable {
        var line: Int
        var column: Int
    }

    private var entries: [String: (place: Place, value: TOMLValue)] = [:]

    fileprivate init() {}

    /// Reads a text.
    ///
    /// - Throws: its first mistake, with the place.
    init(parsing text: String) throws(SettingsError) {
        let reading = Reading()
        var error = looptop_toml_error()
        var text = text
        let isRead = text.withUTF8 { bytes in
            bytes.withMemoryRebound(to: CChar.self) { characters in
                // An empty text may have no address.
                withUnsafePointer(to: 0 as CChar) { nothing in
                    looptop_toml_read(
                        characters.baseAddress ?? nothing, characters.count,
                        { context, piece in
                            guard let context else { return }
                            Unmanaged<Reading>.fromOpaque(context).takeUnretainedValue().take(piece.pointee)
                        }, Unmanaged.passUnretained(reading).toOpaque(), &error)
                }
            }
        }
        guard isRead else {
            let message = withUnsafeBytes(of: &error.message) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
            throw SettingsError(line: Int(error.line), column: Int(error.column), message: message)
        }
        self = reading.table
    }

    /// Its keys, in no order.
    var keys: some Collection<String> { entries.keys }

    /// The value of a key.
    subscript(key: String) -> TOMLValue? { entries[key]?.value }

    /// Where a key stands.
    func place(of key: String) -> Place? { entries[key]?.place }

    fileprivate mutating func set(_ key: String, at place: Place, to value: TOMLValue) {
        entries[key] = (place, value)
    }
}

/// What a key of a TOML text may be set to.
enum TOMLValue: Sendable {
    case table(TOMLTable), array([TOMLValue])
    case string(String), int(Int), double(Double), bool(Bool)
    /// A date or a time, of which nobody here has a use.
    case time

    var table: TOMLTable? { if case .table(let table) = self { table } else { nil } }
    var array: [TOMLValue]? { if case .array(let array) = self { array } else { nil } }
    var string: String? { if case .string(let string) = self { string } else { nil } }
    var int: Int? { if case .int(let int) = self { int } else { nil } }
    var double: Double? { if case .double(let double) = self { double } else { nil } }
    var bool: Bool? { if case .bool(let bool) = self { bool } else { nil } }
}

/// Puts pieces together, as they are told.
private final class Reading {
    private(set) var table = TOMLTable()
    private var open: [(key: String, place: TOMLTable.Place, value: TOMLValue)] = []

    func take(_ piece: looptop_toml_piece) {
        let key = Self.text(piece.key, piece.key_length)
        let place = TOMLTable.Place(line: Int(piece.line), column: Int(piece.column))
        switch Int(piece.kind) {
        case LOOPTOP_TOML_TABLE: open.append((key, place, .table(TOMLTable())))
        case LOOPTOP_TOML_ARRAY: open.append((key, place, .array([])))
        case LOOPTOP_TOML_END:
            if let done = open.popLast() { put(done.value, done.key, done.place) }
        case LOOPTOP_TOML_STRING: put(.string(Self.text(piece.text, piece.text_length)), key, place)
        case LOOPTOP_TOML_INTEGER: put(.int(Int(piece.integer)), key, place)
        case LOOPTOP_TOML_FLOAT: put(.double(piece.real), key, place)
        case LOOPTOP_TOML_BOOLEAN: put(.bool(piece.integer != 0), key, place)
        default: put(.time, key, place)
        }
    }

    private func put(_ value: TOMLValue, _ key: String, _ place: TOMLTable.Place) {
        guard let last = open.indices.last else { return table.set(key, at: place, to: value) }
        switch open[last].value {
        case .table(var table):
            table.set(key, at: place, to: value)
            open[last].value = .table(table)
        case .array(let array): open[last].value = .array(array + [value])
        default: break
        }
    }

    private static func text(_ characters: UnsafePointer<CChar>?, _ count: Int) -> String {
        let bytes = UnsafeBufferPointer(start: characters, count: characters == nil ? 0 : count)
        return String(decoding: bytes.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}
