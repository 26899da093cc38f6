public import Model
public import Wire

/// Follows a service through its lives: pictures as they change, and when the service comes back, pictures of the new
/// instance.
///
/// A reader that is slow sees fewer pictures, never older ones.
public actor ServiceFeed {
    /// The newest picture, whenever there is a newer one.
    public nonisolated let pictures: AsyncStream<Picture>

    private nonisolated let output: AsyncStream<Picture>.Continuation
    private let interval: Double
    private let topics: [Topic]
    private let isReadOnly: Bool
    private let resolve: @Sendable () async -> Endpoint?
    private var connection: Connection?
    private var work: Task<Void, Never>?
    private(set) var picture = Picture()
    private var looking = LookRequest(tasks: [])
    private var told = LookRequest(tasks: [])
    private var lookTeller: Task<Void, Never>?

    /// Begins to follow the service behind a socket path, for ever at that path.
    public init(socket: String, interval: Double = 0.2) {
        self.init(interval: interval) { .socket(socket) }
    }

    /// Begins to follow a service whose socket is looked for anew whenever it has gone: `resolve` answers with
    /// where it is, or nil while there is none. It is asked at most ten times a second.
    public init(
        interval: Double = 0.2, topics: [Topic] = Connection.allTopics, isReadOnly: Bool = false,
        resolve: @escaping @Sendable () async -> Endpoint?
    ) {
        (pictures, output) = AsyncStream.makeStream(of: Picture.self, bufferingPolicy: .bufferingNewest(1))
        self.interval = interval
        self.topics = topics
        self.isReadOnly = isReadOnly
        self.resolve = resolve
        Task { await self.begin() }
    }

    /// One task in full; nil where it has ended, or there is no connection.
    public func task(_ id: TaskID) async -> TaskDetail? {
        try? await connection?.task(id)
    }

    /// The threads of the service; nil where it does not answer.
    public func threads() async -> [ServiceThread]? {
        try? await connection?.threads()
    }

    /// Tells the service what is looked at. It is told once more whenever it comes back.
    public func look(_ look: LookRequest) {
        guard look != looking else { return }
        looking = look
        tellLook()
    }

    /// One request at a time; what is looked at meanwhile is told after it, and what is past is left out.
    private func tellLook() {
        guard lookTeller == nil, let connection, looking != told else { return }
        told = looking
        lookTeller = Task {
            // Not told, the steps stay sampled, and are marked so; a connection that fails says why itself.
            try? await connection.look(looking)
            lookTeller = nil
            tellLook()
        }
    }

    /// What an end would mean for the service.
    public func shutdownPlan() async throws(ConnectionError) -> ShutdownPlan {
        guard let connection else { throw .closed("there is no connection to the service") }
        return try await connection.shutdownPlan()
    }

    /// Begins to end the service, if it is still the one that is meant: what was started anew in its place got no order.
    public func beginShutdown(_ order: ShutdownOrder, of instance: String?) async throws(ConnectionError) {
        try await connection(to: instance).beginShutdown(order)
    }

    /// Asks one task to end. Another instance has other tasks with the same numbers.
    public func cancel(_ task: TaskID, of instance: String?) async throws(ConnectionError) {
        try await connection(to: instance).cancel(task)
    }

    /// Switches debug mode.
    public func debug(_ order: DebugOrder, of instance: String?) async throws(ConnectionError) {
        try await connection(to: instance).debug(order)
    }

    private func connection(to instance: String?) throws(ConnectionError) -> Connection {
        guard let connection else { throw .closed("there is no connection to the service") }
        guard instance == nil || connection.service.instance == instance else {
            throw .refused(
                "nothing was done: the service that this was for has ended, and another is in its place", code: 0)
        }
        return connection
    }

    /// Ends the feed and the connection.
    public func close() {
        work?.cancel()
        connection?.close()
        connection = nil
        output.finish()
        isClosed = true
    }

    private var isClosed = false

    private func begin() {
        guard !isClosed else { return }
        work = Task { await run() }
    }

    private func run() async {
        var backoff = Backoff()
        while !Task.isCancelled {
            if let endpoint = await resolve() {
                do throws(ConnectionError) {
                    let connection = try await Connection.open(endpoint, isReadOnly: isReadOnly)
                    self.connection = connection
                    try await connection.subscribe(topics: topics, interval: interval)
                    backoff.reset()
                    told = LookRequest(tasks: [])
                    tellLook()
                    await follow(connection)
                } catch {
                    lose(error.message)
                }
                connection?.close()
                connection = nil
            } else if picture.service == nil {
                lose("the service is not there (see looptop ls)")
            }
            guard (try? await Task.sleep(for: backoff.next())) != nil else { return }
        }
    }

    private func follow(_ connection: Connection) async {
        for await event in connection.events {
            picture.apply(event)
            // A snapshot of many parts is shown as a whole, and a burst as one picture.
            if picture.connection == .loading || connection.hasEvents { continue }
            output.yield(picture)
        }
        if case .lost = picture.connection {} else { lose("the connection ended") }
        output.yield(picture)
    }

    /// The last picture stays, with the reason. The first reason is the best one: that nobody listens any more is what
    /// follows from it.
    private func lose(_ reason: String) {
        if case .lost = picture.connection, picture.service != nil { return }
        picture.apply(.disconnected(reason: reason))
        output.yield(picture)
    }
}

/// Waits of 0.1 s that double up to 2 s.
struct Backoff {
    /// The longest wait.
    static let limit = Duration.seconds(2)
    private var wait = Duration.milliseconds(100)

    mutating func next() -> Duration {
        defer { wait = min(wait * 2, Self.limit) }
        return wait
    }

    mutating func reset() {
        self = Backoff()
    }
}
