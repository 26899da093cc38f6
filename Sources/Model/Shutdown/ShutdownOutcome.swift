/// How a shutdown ended, or that it has not.
public struct ShutdownOutcome: Hashable, Sendable {
    /// What became of the service.
    public enum Kind: String, Hashable, Sendable {
        /// Its own code ran to an end, in time.
        case left
        /// A signal ended it before its own code had.
        case killed
        /// It is gone, and nobody can tell how.
        case ended
        /// It is still there.
        case stillThere = "still-there"
        /// The way to it is gone, and with it what becomes of it.
        case lost
    }

    /// What became of it.
    public var kind: Kind
    /// Seconds from the act to the end, or to the moment at which one stopped waiting.
    public var seconds: Double
    /// The last that was told of it.
    public var status: ShutdownStatus?
    /// The process that decided; nil where none is known to have ended.
    public var end: ProcessEnd?
    /// True where the agent did not answer, and the signal was sent from outside.
    public var isFromOutside: Bool

    /// Makes one.
    public init(
        kind: Kind, seconds: Double, status: ShutdownStatus? = nil, end: ProcessEnd? = nil, isFromOutside: Bool = false
    ) {
        self.kind = kind
        self.seconds = seconds
        self.status = status
        self.end = end
        self.isFromOutside = isFromOutside
    }

    /// What held the exit up; nothing where it is gone.
    public var blockers: [ExitBlocker] { kind == .stillThere ? status?.blockers ?? [] : [] }
}

extension ShutdownOutcome {
    /// What the ends of an application's processes come to: it has left where all have, and the worst of them decides.
    ///
    /// - Parameter ends: that of the process that leads it last.
    public static func of(_ ends: [ProcessEnd]) -> (kind: Kind, end: ProcessEnd?) {
        if let killed = ends.last(where: { if case .killed = $0.verdict { true } else { false } }) {
            return (.killed, killed)
        }
        if let unknown = ends.last(where: { $0.verdict == .unknown }) { return (.ended, unknown) }
        return (ends.isEmpty ? .ended : .left, ends.last)
    }
}
