/// What is wrong with a theme or a configuration, where, and what is allowed instead.
public struct SettingsError: Error, Hashable, Sendable, CustomStringConvertible {
    /// Counted from 1; nil where unknown.
    public var line: Int?
    /// Counted from 1; nil where unknown.
    public var column: Int?
    /// A sentence.
    public var message: String

    /// `line 3, column 5: ...`.
    public var description: String {
        let place = [line.map { "line \($0)" }, column.map { "column \($0)" }].compactMap(\.self)
        return place.isEmpty ? message : "\(place.joined(separator: ", ")): \(message)"
    }
}
