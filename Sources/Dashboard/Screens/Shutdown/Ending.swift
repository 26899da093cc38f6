import Model
import Terminal

/// How the end of a service is told.
extension ShutdownOutcome.Kind {
    /// Above the screen: `left in order`.
    var title: String {
        switch self {
        case .left: "left in order"
        case .killed: "was killed"
        case .ended: "has ended"
        case .stillThere: "still there"
        case .lost: "out of sight"
        }
    }

    /// As a whole: `it left in order`.
    var sentence: String {
        switch self {
        case .left, .killed, .ended: "it \(title)"
        case .stillThere: "it is still there"
        case .lost: "the way to it is gone: whether it has ended is not known"
        }
    }

    /// Green is only what was as it should be.
    var role: Role {
        switch self {
        case .left: .good
        case .killed: .act
        case .ended, .stillThere, .lost: .look
        }
    }
}
