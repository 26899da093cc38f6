public import Terminal

/// What a person decides before the dashboard begins.
public struct DashboardSettings: Sendable {
    /// The look of every meaning.
    public var theme: Theme
    /// The characters to draw with.
    public var glyphs: Glyphs
    /// What the person asked to attach to; shown until the service tells its name.
    public var targetName: String
    /// True where nothing in the service may be changed.
    public var isReadOnly: Bool

    /// Makes settings.
    public init(theme: Theme = Theme(), glyphs: Glyphs = .unicode, targetName: String, isReadOnly: Bool = false) {
        self.theme = theme
        self.glyphs = glyphs
        self.targetName = targetName
        self.isReadOnly = isReadOnly
    }
}
