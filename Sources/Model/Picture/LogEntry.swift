/// One line of the service's event log.
public struct LogEntry: Hashable, Sendable, Identifiable {
    /// The agent's number: rises by 1 within one instance of a service.
    public var id: Int
    /// Unix seconds.
    public var time: Double
    /// What happened.
    public var kind: Kind
    /// The task that it happened to.
    public var task: TaskID?
    /// That task's name.
    public var name: String?
    /// In few words: an exception's summary, a loop, an act.
    public var text: String?
    /// Where in the code.
    public var location: CodeLocation?
    /// The life of a task that ended, the length of a block.
    public var seconds: Double?
    /// The worker whom it happened to, where there are several; else 0.
    public var worker = 0

    /// What can happen. A kind that this version does not know is kept as `other`.
    public enum Kind: Hashable, Sendable {
        case created, ended, failed, cancelled
        /// A loop stood still.
        case slow
        /// The loop's exception handler was called.
        case unhandled
        /// A task's exception that nobody looked at.
        case unretrieved
        /// A task that was destroyed while it was pending.
        case destroyed
        /// A coroutine that was destroyed without being awaited.
        case neverAwaited
        /// A loop began, stopped, or was closed.
        case loop
        /// The agent itself.
        case agent
        /// Somebody did something to the service.
        case act
        /// From a newer agent.
        case other(String)
    }

    /// Makes an entry; what is left out is unknown.
    public init(
        id: Int, time: Double, kind: Kind, task: TaskID? = nil, name: String? = nil, text: String? = nil,
        location: CodeLocation? = nil, seconds: Double? = nil
    ) {
        self.id = id
        self.time = time
        self.kind = kind
        self.task = task
        self.name = name
        self.text = text
        self.location = location
        self.seconds = seconds
    }
}

extension LogEntry.Kind {
    private static let names: [(String, LogEntry.Kind)] = [
        ("created", .created), ("ended", .ended), ("failed", .failed), ("cancelled", .cancelled), ("slow", .slow),
        ("unhandled", .unhandled), ("unretrieved", .unretrieved), ("destroyed", .destroyed),
        ("never-awaited", .neverAwaited), ("loop", .loop), ("agent", .agent), ("act", .act),
    ]

    /// The kind of this name; one that is not known is kept as it is.
    public init(name: String) {
        self = Self.names.first { $0.0 == name }?.1 ?? .other(name)
    }

    /// The name as it is on the wire and in JSON documents.
    public var name: String {
        if case .other(let name) = self { return name }
        return Self.names.first { $0.1 == self }?.0 ?? ""
    }
}

/// The event log as far as it is known: the newest entries, oldest first.
public struct EventLog: Sendable {
    /// Oldest first, at most `limit`.
    public private(set) var entries: [LogEntry] = []
    /// Since when the log knows what happened, Unix seconds.
    public private(set) var since: Double?
    /// Entries that never came.
    public private(set) var lost = 0

    /// How many entries are kept.
    public static let limit = 10_000

    /// Makes an empty log.
    public init() {}

    /// Takes in entries, oldest first; those that are here already are left out.
    mutating func append(_ newer: [LogEntry], since: Double?) {
        self.since = since ?? self.since
        for entry in newer {
            if let last = entries.last?.id {
                guard entry.id > last else { continue }
                lost += entry.id - last - 1
            }
            entries.append(entry)
        }
        // a few more than the limit, so that not every entry moves all others
        if entries.count > Self.limit + 1000 { entries.removeFirst(entries.count - Self.limit) }
    }
}
