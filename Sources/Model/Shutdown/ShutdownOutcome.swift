/// How a shutdown ended, or that it has not.
public struct ShutdownOutcome: Hashable, Sendable {
    /// What became of the service.
    public enum Kind: String, Hashable, Sendable {
        /// It left by itself, in time.
        case left
        /// It is still there.
        case stillThere = "still-there"
        /// It had left before anything was done.
        case goneBefore = "gone-before"
        /// Nothing was done.
        case refused
    }

    /// What became of it.
    public var kind: Kind
    /// Seconds from the act to the end, or to the moment at which one stopped waiting.
    public var seconds: Double
    /// The last that was told of it.
    public var status: ShutdownStatus?
    /// How the process ended, where that can be known: `exited with status 0`.
    public var exit: String?
    /// True where the agent did not answer, and the signal was sent from outside.
    public var isFromOutside: Bool

    /// Makes one.
    public init(
        kind: Kind, seconds: Double, status: ShutdownStatus? = nil, exit: String? = nil, isFromOutside: Bool = false
    ) {
        self.kind = kind
        self.seconds = seconds
        self.status = status
        self.exit = exit
        self.isFromOutside = isFromOutside
    }

    /// What held the exit up; nothing where it left.
    public var blockers: [ExitBlocker] { kind == .stillThere ? status?.blockers ?? [] : [] }
}
