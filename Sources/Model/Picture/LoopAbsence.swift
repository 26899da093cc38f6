/// What is known where no event loop has been seen in a service.
public enum LoopAbsence: String, Hashable, Sendable {
    /// The agent has not told of its loops yet: it looks at very many tasks first, or its thread gets no turn.
    case unheard
    /// The process is young and does something, or its main thread imports modules: the loop may come.
    case starting
    /// One may run that the agent cannot see.
    case unknown
    /// None runs.
    case none
    /// None of asyncio's runs, but one of trio's.
    case trio

    /// True where a longer look may tell of one.
    public var mayPass: Bool { self == .unheard || self == .starting }

    /// The same in two or three words.
    public var word: String {
        switch self {
        case .unheard: "not told yet"
        case .starting: "none seen yet"
        case .unknown: "none seen"
        case .none: "none runs"
        case .trio: "trio's own"
        }
    }

    /// A sentence without its full stop.
    public var sentence: String {
        switch self {
        case .unheard: "the agent has not told yet whether an event loop runs"
        case .starting: "no event loop has been seen yet: the process is starting"
        case .unknown: "no event loop has been seen: one may run that cannot be seen from outside"
        case .none: "no event loop runs in this process"
        case .trio: "no asyncio loop runs in this process: trio runs a loop of its own, which looptop cannot look into"
        }
    }
}
