public import Model
public import Wire

/// Follows an application: all of its workers, those that take the place of dead ones too.
public actor FleetFeed {
    /// The newest state of all workers, whenever there is a newer one.
    public nonisolated let fleets: AsyncStream<Fleet>

    private nonisolated let output: AsyncStream<Fleet>.Continuation
    private let interval: Double
    private let isReadOnly: Bool
    private let topics: [String]
    private let pause: Duration
    private let find: @Sendable () async -> [DiscoveredService]
    private var fleet: Fleet
    private var followers: [Int: (work: Task<Void, Never>, instance: String?)] = [:]
    private var connections: [Int: Connection] = [:]
    private var watch: Task<Void, Never>?
    private var isClosed = false
    private var isDue = false

    /// Begins to follow an application.
    ///
    /// - Parameters:
    ///   - application: the process that leads it.
    ///   - name: what to call it.
    ///   - topics: what is told: all that a dashboard shows, or less.
    ///   - pause: how long to wait before the workers are looked for again.
    ///   - find: the workers that are there now, asked again and again.
    public init(
        application: Int, name: String, interval: Double = 0.2, isReadOnly: Bool = false,
        topics: [String] = Connection.allTopics, pause: Duration = .milliseconds(500),
        find: @escaping @Sendable () async -> [DiscoveredService]
    ) {
        (fleets, output) = AsyncStream.makeStream(of: Fleet.self, bufferingPolicy: .bufferingNewest(1))
        self.interval = interval
        self.isReadOnly = isReadOnly
        self.topics = topics
        self.pause = pause
        self.find = find
        fleet = Fleet(application: application, name: name)
        Task { await self.begin() }
    }

    /// One task in full; nil where it has ended, or its worker does not answer.
    public func task(_ id: TaskID) async -> TaskDetail? {
        let detail = try? await connections[id.worker]?.task(TaskID(id.rawValue))
        return detail?.of(worker: id.worker)
    }

    /// Tells the workers what is looked at.
    public func look(_ look: LookRequest) async {
        for (worker, connection) in connections {
            var own = look
            own.tasks = look.tasks.filter { $0.worker == worker }.map { TaskID($0.rawValue) }
            // Not told, the steps stay sampled, and are marked so.
            try? await connection.look(own)
        }
    }

    /// What an end would mean for the application: of several workers the first one says.
    public func shutdownPlan() async throws(ConnectionError) -> ShutdownPlan {
        guard let first = connections.min(by: { $0.key < $1.key })?.value else { throw .closed("nobody is there") }
        return try await first.shutdownPlan()
    }

    /// Begins to end the application: one worker gives the order, the others tell how they take it.
    public func beginShutdown(_ order: ShutdownOrder) async throws(ConnectionError) {
        guard let first = connections.min(by: { $0.key < $1.key }) else { throw .closed("nobody is there") }
        for (worker, connection) in connections where worker != first.key {
            // A worker that does not answer tells nothing; the order does not depend on it.
            try? await connection.beginShutdown(ShutdownOrder(kind: .watch))
        }
        try await first.value.beginShutdown(order)
    }

    /// Asks one task to end.
    public func cancel(_ task: TaskID) async throws(ConnectionError) {
        guard let connection = connections[task.worker] else { throw .closed("its process is gone") }
        try await connection.cancel(TaskID(task.rawValue))
    }

    /// Switches debug mode of all workers.
    public func debug(_ order: DebugOrder) async throws(ConnectionError) {
        for connection in connections.values { try await connection.debug(order) }
    }

    /// Ends the feed and its connections.
    public func close() {
        isClosed = true
        watch?.cancel()
        for follower in followers.values { follower.work.cancel() }
        for connection in connections.values { connection.close() }
        connections = [:]
        output.finish()
    }

    private func begin() {
        guard !isClosed else { return }
        watch = Task {
            while !Task.isCancelled {
                reconcile(await find())
                guard (try? await Task.sleep(for: pause)) != nil else { return }
            }
        }
    }

    /// Workers that are new are followed; of those that are gone nothing stays but their counters.
    private func reconcile(_ services: [DiscoveredService]) {
        guard !isClosed else { return }
        let present = Dictionary(services.map { ($0.pid, $0) }) { first, _ in first }
        for (pid, follower) in followers where present[pid] == nil || present[pid]?.instance != follower.instance {
            follower.work.cancel()
            connections.removeValue(forKey: pid)?.close()
            followers[pid] = nil
            fleet.remove(pid)
            tell()
        }
        for (pid, service) in present where followers[pid] == nil {
            followers[pid] = (Task { await follow(service) }, service.instance)
        }
    }

    private func follow(_ service: DiscoveredService) async {
        var backoff = Backoff()
        while !Task.isCancelled {
            do throws(ConnectionError) {
                let connection = try await Connection.open(service.endpoint, isReadOnly: isReadOnly)
                guard !Task.isCancelled else { return connection.close() }
                connections[service.pid] = connection
                try await connection.subscribe(topics: topics, interval: interval)
                backoff.reset()
                for await event in connection.events {
                    guard !Task.isCancelled else { break }
                    fleet.apply(event, from: service.pid)
                    if fleet.workers[service.pid]?.connection != .loading, !connection.hasEvents { tell() }
                }
                connection.close()
            } catch {
                guard !Task.isCancelled else { return }
                fleet.apply(.disconnected(reason: error.message), from: service.pid)
                tell()
            }
            guard (try? await Task.sleep(for: backoff.next())) != nil else { return }
        }
    }

    /// A burst of several workers is one picture.
    private func tell() {
        guard !isDue else { return }
        isDue = true
        Task {
            try? await Task.sleep(for: .milliseconds(20))
            isDue = false
            output.yield(fleet)
        }
    }
}
