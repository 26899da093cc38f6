public import Model
public import Wire

/// Follows an application: all of its workers, those that take the place of dead ones too.
public actor FleetFeed {
    /// The newest state of all workers, whenever there is a newer one.
    public nonisolated let fleets: AsyncStream<Fleet>

    private nonisolated let output: AsyncStream<Fleet>.Continuation
    private let interval: Double
    private let isReadOnly: Bool
    private let topics: [Topic]
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
        topics: [Topic] = Connection.allTopics, pause: Duration = .milliseconds(500),
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

    /// The threads of all workers, each named after its worker.
    public func threads() async -> [ServiceThread]? {
        var found: [ServiceThread] = []
        for (worker, connection) in connections.sorted(by: { $0.key < $1.key }) {
            for var thread in (try? await connection.threads()) ?? [] {
                thread.name = "\(worker) \(thread.name)"
                found.append(thread)
            }
        }
        return found.isEmpty ? nil : found
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

    /// What an end would mean for the application: of several workers the first one says, and all of them what is in flight.
    public func shutdownPlan() async throws(ConnectionError) -> ShutdownPlan {
        guard let first = connections.min(by: { $0.key < $1.key }) else { throw .closed("nobody is there") }
        let plan = try await first.value.shutdownPlan()
        var others: [ShutdownPlan] = []
        for (worker, connection) in connections where worker != first.key {
            // One that does not answer has nothing in flight that anybody could tell of.
            if let other = try? await connection.shutdownPlan() { others.append(other) }
        }
        return plan.with(others)
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
    ///
    /// - Parameter instances: which life of each worker was shown to the person who wants that: another one has other tasks with
    ///   the same numbers.
    public func cancel(_ task: TaskID, of instances: [Int: String]) async throws(ConnectionError) {
        guard let connection = connections[task.worker] else { throw .closed("its process is gone") }
        guard connection.service.instance == instances[task.worker] else {
            throw .refused(
                "nothing was done: the process that this was for has ended, and another is in its place", code: 0)
        }
        try await connection.cancel(TaskID(task.rawValue))
    }

    /// Switches debug mode of all workers that were shown. Where one refuses the others are switched all the same.
    ///
    /// - Parameter instances: which life of each worker was shown.
    public func debug(_ order: DebugOrder, of instances: [Int: String]) async throws(ConnectionError) {
        let shown = connections.filter { $0.value.service.instance == instances[$0.key] }.sorted { $0.key < $1.key }
        guard !shown.isEmpty else {
            throw .refused("nothing was done: the processes that this was for have ended", code: 0)
        }
        var problem: ConnectionError?
        for (_, connection) in shown {
            do throws(ConnectionError) {
                try await connection.debug(order)
            } catch {
                problem = problem ?? error
            }
        }
        if let problem { throw problem }
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
                let connection = try await service.open(isReadOnly: isReadOnly)
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
