extension ShutdownStatus {
    /// The shutdown of an application, of those of its workers; nil where none has begun.
    ///
    /// - Parameter isFleet: true where the tasks of a single one too shall be marked as its own.
    public static func merged(_ workers: [Int: ShutdownStatus], isFleet: Bool = false) -> ShutdownStatus? {
        let all = workers.sorted { $0.key < $1.key }
        guard all.count > 1 || isFleet else { return all.first?.value }
        let parts = all.map { $0.value.of(worker: $0.key) }
        // Whoever is furthest behind is where the application stands.
        guard var whole = parts.min(by: { $0.progress < $1.progress }) else { return nil }
        whole.begun = parts.map(\.begun).min() ?? whole.begun
        whole.atBegin = parts.dropFirst().reduce(parts[0].atBegin) { $0.adding($1.atBegin) }
        whole.left = parts.dropFirst().reduce(parts[0].left) { $0.adding($1.left) }
        whole.blockers = parts.flatMap(\.blockers)
        whole.tasks = Array(parts.flatMap(\.tasks).prefix(50))
        whole.happened = parts.flatMap(\.happened).sorted { $0.time < $1.time }
        return whole
    }

    /// Phases that are over.
    private var progress: Int { phases.count { $0.state == .done } }
}

extension ShutdownPlan {
    /// The plan of an application: of what is in flight in its other workers too.
    public func with(_ others: [ShutdownPlan]) -> ShutdownPlan {
        var whole = self
        whole.inFlight = others.reduce(inFlight) { $0.adding($1.inFlight) }
        return whole
    }
}

extension ShutdownCounts {
    fileprivate func adding(_ other: ShutdownCounts) -> ShutdownCounts {
        ShutdownCounts(
            listeners: listeners + other.listeners, connections: connections + other.connections,
            requests: requests.map { $0 + (other.requests ?? 0) } ?? other.requests, tasks: tasks + other.tasks,
            jobs: jobs + other.jobs, threads: threads + other.threads, held: held + other.held)
    }
}
