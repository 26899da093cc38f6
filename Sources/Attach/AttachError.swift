/// Why we could not get in, with the next step in the message.
public enum AttachError: Error, Hashable, Sendable {
    /// The command was not right: exit status 64.
    case usage(String)
    /// The service cannot be reached: exit status 69.
    case unreachable(String)
    /// It was found, and gone before it could be asked: worth another look. Exit status 69 where that finds no more.
    case gone(String)
    /// The operation failed: exit status 1.
    case failed(String)

    /// What to tell people.
    public var message: String {
        switch self {
        case .usage(let message), .unreachable(let message), .gone(let message), .failed(let message): message
        }
    }

    /// The program's exit status.
    public var status: Int32 {
        switch self {
        case .usage: 64
        case .unreachable, .gone: 69
        case .failed: 1
        }
    }
}
