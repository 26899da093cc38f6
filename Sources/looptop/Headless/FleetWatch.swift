import Model
import Synchronization

/// Whether several services are all seen, and whether any of them is still there.
final class FleetWatch: Sendable {
    private struct State {
        var began = ContinuousClock.now
        var isWhole = false
        var lostSince: ContinuousClock.Instant?
    }

    private let state = Mutex(State())
    /// A worker that does not answer shall not keep the others waiting.
    private static let patience = Duration.seconds(3)
    /// A server that loads its code anew has no worker for a moment.
    private static let grace = Duration.seconds(5)

    /// Takes in how the picture over all stands.
    func see(_ connection: Picture.Connection, isWhole: Bool) {
        state.withLock { state in
            if connection == .live, isWhole || ContinuousClock.now - state.began > Self.patience {
                state.isWhole = true
            }
            if case .lost = connection {
                state.lostSince = state.lostSince ?? .now
            } else {
                state.lostSince = nil
            }
        }
    }

    /// All that were there at the beginning have been seen, or had their time.
    var isWhole: Bool { state.withLock(\.isWhole) }

    /// None has been there for a while.
    var isForsaken: Bool {
        state.withLock { state in state.lostSince.map { ContinuousClock.now - $0 > Self.grace } ?? false }
    }
}
