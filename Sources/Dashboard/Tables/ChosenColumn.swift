/// A column as a person has chosen it: `wait`, or `waits-for:30` with a width of its own.
public struct ChosenColumn: Hashable, Sendable {
    /// As the palette and the configuration name it.
    public var name: String
    /// Columns of the terminal, of `widths`; nil where it adapts to the terminal.
    public var width: Int?

    /// How wide a column can be made.
    static let widths = 3...200

    /// Makes one.
    public init(_ name: String, width: Int? = nil) {
        (self.name, self.width) = (name, width)
    }

    /// As the configuration writes it; nil where the width is none.
    init?(written text: String) {
        let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        guard let name = parts.first else { return nil }
        self.init(String(name))
        guard parts.count > 1 else { return }
        guard let width = Int(parts[1]), Self.widths.contains(width) else { return nil }
        self.width = width
    }

    /// As the configuration writes it.
    var written: String { width.map { "\(name):\($0)" } ?? name }
}

extension TableColumn {
    /// The same with the width that a person has chosen.
    func wide(_ width: Int?) -> TableColumn {
        guard let width else { return self }
        var column = self
        column.width = .fixed(width, rank: column.width.rank)
        return column
    }
}
