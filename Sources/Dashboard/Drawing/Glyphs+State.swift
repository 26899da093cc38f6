import Model
import Terminal

extension Glyphs {
    /// The mark of a state.
    func state(_ state: TaskState) -> Character {
        switch state {
        case .running: running
        case .ready: ready
        case .waiting: waiting
        case .cancelling: cancelling
        case .done: done
        case .failed: failed
        case .cancelled: cancelled
        }
    }
}
