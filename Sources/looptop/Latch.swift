import Synchronization

/// Something that has happened, and is seen to have happened from anywhere.
final class Latch: Sendable {
    private let value = Atomic(false)

    /// True since `raise`.
    var isRaised: Bool { value.load(ordering: .acquiring) }

    /// From now on it has happened.
    func raise() {
        value.store(true, ordering: .releasing)
    }
}
