import Model

/// The columns of one message: those that this version knows, all of one length. A column that was not sent is unknown
/// for every row.
struct ColumnTable {
    /// What the cells of a column are, where they are not null.
    enum Kind {
        case int, double, string
    }

    /// How long every column is.
    let rows: Int
    private var ints: [String: [Int?]] = [:]
    private var doubles: [String: [Double?]] = [:]
    private var strings: [String: [String?]] = [:]

    /// Reads an object of columns.
    ///
    /// - Parameters:
    ///   - kinds: the columns to read; all other fields are passed over.
    ///   - key: the column that has to be there, without a null in it.
    init(_ json: inout JSONScanner, of kinds: [String: Kind], key: String = "id") throws(WireError) {
        var first = true
        try json.enterObject()
        while let name = try json.nextKey(&first) {
            switch kinds[name] {
            case .int: ints[name] = try json.intColumn()
            case .double: doubles[name] = try json.doubleColumn()
            case .string:
                strings[name] = try json.list { json throws(WireError) in try json.optionalString() }
            case nil: try json.skip()
            }
        }
        guard let keys = ints[key] else { throw .missing(field: key) }
        guard !keys.contains(nil) else { throw .badValue(field: key) }
        rows = keys.count
        let lengths = ints.mapValues(\.count).merging(doubles.mapValues(\.count)) { $1 }
            .merging(strings.mapValues(\.count)) { $1 }
        for (name, length) in lengths where length != rows {
            throw .raggedColumn(field: name, length: length, rows: rows)
        }
    }

    /// A column of whole numbers; nil where it was not sent.
    func ints(_ name: String) -> [Int?]? { ints[name] }
    /// A column of numbers; nil where it was not sent.
    func doubles(_ name: String) -> [Double?]? { doubles[name] }
    /// A column of texts; nil where it was not sent.
    func strings(_ name: String) -> [String?]? { strings[name] }

    /// The column `key` of `init`, which has no unknown cells.
    func keys(_ name: String = "id") -> [Int] {
        ints[name]?.compactMap(\.self) ?? []
    }
}

extension InternTables {
    /// The text that a cell of a column points at; nil where there is no column, or no index.
    func string(_ column: [Int?]?, _ row: Int) throws(WireError) -> String? {
        guard let index = column?[row] else { return nil }
        return try string(index)
    }

    /// The location that a cell of a column points at; nil where there is no column, or no index.
    func location(_ column: [Int?]?, _ row: Int) throws(WireError) -> CodeLocation? {
        guard let index = column?[row] else { return nil }
        return try location(index)
    }
}
