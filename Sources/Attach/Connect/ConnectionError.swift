import Wire

/// Why a connection could not be made, or a request was not answered. `message` says what to do next.
public enum ConnectionError: Error, Hashable, Sendable {
    /// Nothing is at the path.
    case noSuchSocket(String)
    /// A socket is there and nobody listens: its service has died.
    case nobodyListens(String)
    /// It is somebody else's.
    case forbidden(String, owner: Int?)
    /// The agent refused, in its own words.
    case refused(String, code: Int)
    /// The agent said what this program does not understand.
    case notUnderstood(String)
    /// No answer in time; what `/proc` tells is in the sentence.
    case timedOut(String)
    /// The connection is gone; the reason is a sentence.
    case closed(String)
    /// Whoever asked does not want the answer any more.
    case cancelled
    /// The system refused something else.
    case system(String)

    /// What to tell people.
    public var message: String {
        switch self {
        case .noSuchSocket(let path): "there is no socket at \(path): the service may have ended (see looptop ls)"
        case .nobodyListens(let path): "nobody listens at \(path): its service has died (see looptop ls)"
        case .forbidden(let path, let owner):
            "\(path) may not be opened by you"
                + (owner.map { ": it belongs to uid \($0); become that user, or root" } ?? "")
        case .refused(let message, _): message
        case .notUnderstood(let what): "the agent's answer cannot be understood: \(what)"
        case .timedOut(let sentence): sentence
        case .closed(let reason): reason
        case .cancelled: "cancelled"
        case .system(let message): message
        }
    }

    /// The same, of a service that was found a moment ago and has not been asked for anything yet.
    public var atOpening: AttachError {
        switch self {
        case .noSuchSocket, .nobodyListens, .closed: .gone(message)
        default: .unreachable(message)
        }
    }

    /// The agent's answer as an error.
    init(_ error: RPCError) {
        self = .refused(error.hint.map { "\(error.message): \($0)" } ?? error.message, code: error.code)
    }
}
