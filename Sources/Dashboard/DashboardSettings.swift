/// What a person decides before the dashboard begins.
public struct DashboardSettings: Sendable {
    /// The look of every meaning.
    public var theme: Theme
    /// False to draw with ASCII alone.
    public var isUnicode: Bool
    /// What the person asked to attach to; shown until the service tells its name.
    public var targetName: String
    /// True where nothing in the service may be changed.
    public var isReadOnly: Bool

    /// Makes settings.
    public init(theme: Theme = Theme(), isUnicode: Bool = true, targetName: String, isReadOnly: Bool = false) {
        self.theme = theme
        self.isUnicode = isUnicode
        self.targetName = targetName
        self.isReadOnly = isReadOnly
    }

    var marks: Marks { isUnicode ? .unicode : .ascii }
}
