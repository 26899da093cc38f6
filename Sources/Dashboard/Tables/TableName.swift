/// A list whose columns a person can choose, as the configuration writes it. Each screen names its own.
public struct TableName: Hashable, Sendable {
    /// `tasks`.
    public let rawValue: String

    init(_ name: String) {
        rawValue = name
    }
}

/// A table by its name, and all of its columns, in the order in which they stand by themselves.
struct TableInfo: Hashable, Sendable {
    var name: TableName
    var columns: [String]
}
