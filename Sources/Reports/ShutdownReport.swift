public import JSON
public import Model

/// `looptop shutdown`: how it went, and what held the exit up.
public struct ShutdownReport: Sendable {
    private let outcome: ShutdownOutcome
    private let plan: ShutdownPlan?
    private let service: Service?
    private let order: ShutdownOrder
    private let now: Double

    /// Makes the report of an outcome.
    ///
    /// - Parameters:
    ///   - plan: what was known before; nil where the agent did not say.
    ///   - now: Unix seconds.
    public init(
        _ outcome: ShutdownOutcome, order: ShutdownOrder, plan: ShutdownPlan?, service: Service?, now: Double
    ) {
        self.outcome = outcome
        self.order = order
        self.plan = plan
        self.service = service
        self.now = now
    }

    /// One sentence, and below it what is in the way.
    public var text: String {
        let name = service?.name ?? "the service"
        let took = DurationText.short(outcome.seconds)
        var lines: [String] = []
        switch outcome.kind {
        case .left: lines.append("\(name) left in order after \(took)\(how)")
        case .killed:
            lines.append("\(name) was killed after \(took)\(how)")
            if let lost = outcome.status?.left { lines.append("when last seen: \(Self.words(lost))") }
            if let gentler = plan?.gentler(than: order) {
                lines.append("gentler: --way \(gentler.order.kind.rawValue) \(gentler.effect)")
            }
        case .ended: lines.append("\(name) was gone after \(took)\(how)")
        case .lost: lines.append("the way to \(name) was lost after \(took): whether it has ended is not known")
        case .stillThere:
            lines.append("\(name) is still there after \(took)")
            if let first = outcome.blockers.first { lines.append("what blocks the exit: \(Self.sentence(first))") }
        }
        for (index, blocker) in outcome.blockers.enumerated() {
            lines.append("")
            lines += self.lines(of: blocker, number: index + 1)
        }
        return TextLines.joined(lines)
    }

    /// What became of the process that decided.
    private var how: String { outcome.end.map { ": process \($0.pid) \($0.sentence)" } ?? "" }

    /// `a task that swallowed its cancellation, #42 cache-refresh`.
    static func sentence(_ blocker: ExitBlocker) -> String {
        [blocker.title, blocker.task.map { "\($0)" + (blocker.name.map { " \($0)" } ?? "") } ?? blocker.name]
            .compactMap(\.self).joined(separator: ", ")
    }

    private func lines(of blocker: ExitBlocker, number: Int) -> [String] {
        var head = "\(number)  \(Self.sentence(blocker))"
        if let location = blocker.location {
            head += "  at \(LocationText.short(location, directory: service?.directory))"
        }
        if let since = blocker.since { head += "  since \(DurationText.short(now - since))" }
        var lines = [head]
        if let source = blocker.source { lines.append("     \(source)") }
        lines.append("   \(blocker.reason)")
        if let advice = blocker.advice { lines.append("   \(advice)") }
        return lines
    }

    /// `{"service", "outcome", "seconds", "blockers", ...}`.
    public var json: JSONValue {
        let status = outcome.status
        return .object([
            ("service", TaskJSON.service(service)),
            ("outcome", .string(outcome.kind.rawValue)),
            ("seconds", .double(TaskJSON.rounded(outcome.seconds))),
            ("way", .string(order.kind.rawValue)),
            ("signal", order.kind == .signal ? JSONValue(order.signal) : .null),
            ("parent", order.isForParent ? JSONValue(plan?.parent?.pid) : .null),
            ("from_outside", .bool(outcome.isFromOutside)),
            ("exit", exit),
            ("phase", JSONValue(outcome.kind == .stillThere ? status?.phases.first { $0.state == .now }?.name : nil)),
            ("left", outcome.kind == .stillThere ? status.map { Self.counts($0.left) } ?? .null : .null),
            ("last_seen", status.map { Self.counts($0.left) } ?? .null),
            ("blockers", .array(outcome.blockers.map { .object(fields(of: $0)) })),
            ("tasks", .array(outcome.kind == .stillThere ? (status?.tasks ?? []).map(task) : [])),
            ("happened", .array((status?.happened ?? []).map { [.double($0.time), .string($0.text)] })),
        ])
    }

    /// Exit status or signal of the process that decided; null where only its parent knows.
    private var exit: JSONValue {
        switch outcome.end?.ending {
        case .exited(let status): ["pid": .int(outcome.end?.pid ?? 0), "status": .int(status), "signal": .null]
        case .killed(let signal):
            ["pid": .int(outcome.end?.pid ?? 0), "status": .null, "signal": .string(SignalName.of(signal))]
        case nil: .null
        }
    }

    private func fields(of blocker: ExitBlocker) -> [(String, JSONValue)] {
        [
            ("kind", .string(blocker.kind)), ("task", JSONValue(blocker.task?.rawValue)),
            ("name", JSONValue(blocker.name)), ("location", TaskJSON.location(blocker.location)),
            ("reason", .string(blocker.reason)), ("source", JSONValue(blocker.source)),
            ("advice", JSONValue(blocker.advice)),
            ("seconds", JSONValue(blocker.since.map { TaskJSON.rounded(max(0, now - $0)) })),
        ]
    }

    private func task(_ task: LeavingTask) -> JSONValue {
        .object([
            ("id", .int(task.id.rawValue)), ("name", .string(task.name)), ("state", .string(task.state)),
            ("cancel_requests", JSONValue(task.requests)), ("wait", JSONValue(task.wait)),
            ("on_task", JSONValue(task.onTask?.rawValue)), ("location", TaskJSON.location(task.location)),
            ("shielded_by", JSONValue(task.shieldedBy?.rawValue)),
        ])
    }

    /// `1 request, 3 tasks`.
    static func words(_ counts: ShutdownCounts) -> String {
        counts.facts.map { count, words in count.map { "\($0) \(words)" } ?? words }.joined(separator: ", ")
    }

    static func counts(_ counts: ShutdownCounts) -> JSONValue {
        .object([
            ("listeners", .int(counts.listeners)), ("connections", .int(counts.connections)),
            ("requests", JSONValue(counts.requests)), ("tasks", .int(counts.tasks)), ("jobs", .int(counts.jobs)),
            ("threads", .int(counts.threads)),
            ("held", .array(counts.held.map { ["pool": .string($0.name), "in_use": .int($0.inUse)] })),
        ])
    }
}
