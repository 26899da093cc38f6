public import JSON
public import Model
import Terminal

/// Which entries of the event log are told.
public struct LogFilter: Hashable, Sendable {
    /// Kinds by their names; empty for all.
    public var kinds: Set<String>
    /// True for those of named tasks alone: not `Task-N`.
    public var isNamedOnly: Bool

    /// Makes a filter.
    public init(kinds: Set<String> = [], isNamedOnly: Bool = false) {
        self.kinds = kinds
        self.isNamedOnly = isNamedOnly
    }

    /// Whether an entry is to be told.
    public func matches(_ entry: LogEntry) -> Bool {
        guard kinds.isEmpty || kinds.contains(entry.kind.name) else { return false }
        guard isNamedOnly else { return true }
        guard let name = entry.name, !name.isEmpty else { return false }
        let number = name.dropFirst("Task-".count)
        return !name.hasPrefix("Task-") || number.isEmpty || !number.allSatisfy { ("0"..."9").contains($0) }
    }
}

/// `looptop events`: a line an entry.
public struct LogLine: Sendable {
    private let entry: LogEntry
    private let service: Service?
    private let worker: String?

    /// Makes the line of an entry of a service's log.
    ///
    /// - Parameter workers: what the workers are called, by their number; empty for one service.
    public init(_ entry: LogEntry, of service: Service?, workers: [Int: String] = [:]) {
        self.entry = entry
        self.service = service
        worker = workers.isEmpty ? nil : workers[entry.worker] ?? "\(entry.worker)"
    }

    /// The line for people, without its end.
    ///
    /// - Parameter clock: the time of day in words, of Unix seconds.
    public func text(clock: (Double) -> String) -> String {
        var words = [clock(entry.time)] + (worker.map { [$0] } ?? []) + [entry.kind.name.padding(to: 13)]
        words += [entry.task.map { "\($0)" }, entry.name, entry.text].compactMap(\.self)
        if let seconds = entry.seconds { words.append("after \(DurationText.short(seconds))") }
        if let location = entry.location {
            words.append("at \(LocationText.short(location, directory: service?.directory))")
        }
        return TextWidth.sanitized(words.joined(separator: " "))
    }

    /// `{"n", "time", "kind", "task", "name", "text", "location", "seconds", "worker"}`.
    public var json: JSONValue {
        [
            "n": .int(entry.id), "time": .double(entry.time), "kind": .string(entry.kind.name),
            "task": JSONValue(entry.task?.rawValue), "name": JSONValue(entry.name), "text": JSONValue(entry.text),
            "location": TaskJSON.location(entry.location), "seconds": JSONValue(entry.seconds),
            "worker": JSONValue(entry.worker > 0 ? entry.worker : service?.pid),
        ]
    }
}
