/// Bold, dim, underline, reverse and italic, in any combination.
public struct Attributes: OptionSet, Hashable, Sendable {
    /// One bit an attribute.
    public let rawValue: UInt8

    /// Makes a set of bits.
    public init(rawValue: UInt8) {
        self.rawValue = rawValue
    }

    /// Bold.
    public static let bold = Attributes(rawValue: 1)
    /// Dim.
    public static let dim = Attributes(rawValue: 2)
    /// Underline.
    public static let underline = Attributes(rawValue: 4)
    /// Foreground and background exchanged.
    public static let reverse = Attributes(rawValue: 8)
    /// Italic.
    public static let italic = Attributes(rawValue: 16)
}

/// How a cell is drawn.
public struct Style: Hashable, Sendable {
    /// Colour of the text.
    public var foreground: Color
    /// Colour behind the text.
    public var background: Color
    /// Bold and its kin.
    public var attributes: Attributes

    /// Makes a style; the default is the terminal's own look.
    public init(
        _ foreground: Color = .terminalDefault, on background: Color = .terminalDefault, _ attributes: Attributes = []
    ) {
        self.foreground = foreground
        self.background = background
        self.attributes = attributes
    }

    /// The terminal's own look.
    public static let plain = Style()

    /// The same with attributes added.
    public func adding(_ attributes: Attributes) -> Style {
        var style = self
        style.attributes.formUnion(attributes)
        return style
    }

    /// The same on another background.
    public func on(_ background: Color) -> Style {
        var style = self
        style.background = background
        return style
    }
}
