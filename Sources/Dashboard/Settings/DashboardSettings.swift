import Model
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
    /// Seconds after which an orchestrator kills a service that is to end; nil where nobody has said.
    public var grace: Double?
    /// The file that the service writes its output to; nil where it is no file, or not known.
    public var outputPath: String?
    /// What it goes to that cannot be shown: a terminal, a pipe.
    public var outputElsewhere: String?
    /// What the user has set for all services.
    public var configuration: Configuration
    /// The time of day of Unix seconds, `14:02:11`.
    public var clockText: @Sendable (Double) -> String

    /// Makes settings.
    public init(
        theme: Theme = Theme(), glyphs: Glyphs = .unicode, targetName: String, isReadOnly: Bool = false,
        grace: Double? = nil, outputPath: String? = nil, outputElsewhere: String? = nil,
        configuration: Configuration = Configuration(),
        clockText: @escaping @Sendable (Double) -> String = DashboardSettings.universalTime
    ) {
        self.theme = theme
        self.glyphs = glyphs
        self.targetName = targetName
        self.isReadOnly = isReadOnly
        self.grace = grace
        self.outputPath = outputPath
        self.outputElsewhere = outputElsewhere
        self.configuration = configuration
        self.clockText = clockText
    }

    /// The time of day without a time zone.
    public static let universalTime: @Sendable (Double) -> String = { seconds in
        guard seconds.isFinite, abs(seconds) < 1e11 else { return "?" }
        let day = Int(saturating: seconds.rounded(.down)) % 86400
        let second = day < 0 ? day + 86400 : day
        return [second / 3600, second / 60 % 60, second % 60].map { $0 < 10 ? "0\($0)" : "\($0)" }
            .joined(separator: ":")
    }
}
