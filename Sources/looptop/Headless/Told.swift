import Model
import Synchronization

/// Which entries of a log have been told: a snapshot in between tells again what was told before.
final class Told: Sendable {
    private let last = Mutex(0)

    /// Those that are new, oldest first.
    func newer(of log: EventLog) -> [LogEntry] {
        last.withLock { last in
            let known = last
            let newer = log.entries.reversed().prefix { $0.id > known }.reversed()
            last = newer.last?.id ?? last
            return Array(newer)
        }
    }
}
