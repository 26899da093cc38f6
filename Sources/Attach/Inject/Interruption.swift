import Glibc
import Synchronization

/// Ctrl-C and its like, noted instead of obeyed while a process has something of ours in it.
///
/// One at a time in a process.
final class Interruption {
    private static let signals = [SIGINT, SIGTERM, SIGHUP]
    private static let noted = Atomic<Int32>(0)
    private let before: [(Int32, sigaction)]

    /// Begins to note them.
    init() {
        Self.noted.store(0, ordering: .relaxed)
        before = Self.signals.map { number in
            var new = sigaction()
            new.__sigaction_handler.sa_handler = { Interruption.noted.store($0, ordering: .relaxed) }
            var old = sigaction()
            sigaction(number, &new, &old)
            return (number, old)
        }
    }

    /// Obeys again as before; what was noted meanwhile takes effect now.
    func end() {
        for (number, old) in before {
            var old = old
            sigaction(number, &old, nil)
        }
        let number = Self.noted.exchange(0, ordering: .relaxed)
        if number != 0 { raise(number) }
    }

    /// Whether one has come.
    static var hasCome: Bool { noted.load(ordering: .relaxed) != 0 }
}
