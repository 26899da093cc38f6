public import Model
public import Wire

/// A conversation with one agent: events in order, and answers to requests.
///
/// Lines are read and decoded on a thread of its own. Events are held back, not piled up, while nobody takes them.
public final class Connection: Sendable {
    /// What clients that list tasks ask for.
    public static let taskTopics: [Topic] = [.tasks, .vitals]
    /// What clients that draw everything subscribe to.
    public static let allTopics = Topic.allCases

    /// Whose agent it is.
    public let service: Service
    /// What happens, beginning with `.connected`, ending with `.disconnected`. For one consumer.
    public var events: AsyncStream<Event> {
        AsyncStream { [line] in await line.queue.next() }
    }
    /// True where events have come that nobody has taken.
    public var hasEvents: Bool { !line.queue.isEmpty }

    private let line: ConnectionLine

    private init(line: ConnectionLine, service: Service) {
        self.line = line
        self.service = service
    }

    deinit {
        line.close()
    }

    /// Connects to a socket and says hello.
    public static func open(
        path: String, client: String = "looptop", isReadOnly: Bool = false, timeout: Duration = .seconds(5)
    ) async throws(ConnectionError) -> Connection {
        try await open(.socket(path), client: client, isReadOnly: isReadOnly, timeout: timeout)
    }

    /// Connects to an agent wherever it is, and says hello.
    public static func open(
        _ endpoint: Endpoint, client: String = "looptop", isReadOnly: Bool = false, timeout: Duration = .seconds(5)
    ) async throws(ConnectionError) -> Connection {
        let line = ConnectionLine(try await endpoint.connect())
        line.start()
        do throws(ConnectionError) {
            let body = try await line.ask(
                .hello(client: client, isReadOnly: isReadOnly, token: endpoint.token), timeout: timeout)
            let service = try understand { () throws(WireError) in try body.service() }
            line.greeted(service)
            return Connection(line: line, service: service)
        } catch {
            line.close()
            throw error
        }
    }

    /// Asks for a snapshot and everything that changes from then on, every so many seconds.
    public func subscribe(
        topics: [Topic] = allTopics, interval: Double = 0.2, timeout: Duration = .seconds(5)
    ) async throws(ConnectionError) {
        line.watchesSilence(true)
        _ = try await line.ask(.subscribe(topics: known(topics), interval: interval), timeout: timeout)
    }

    /// Nothing more is told.
    public func unsubscribe(timeout: Duration = .seconds(5)) async throws(ConnectionError) {
        line.watchesSilence(false)
        _ = try await line.ask(.unsubscribe, timeout: timeout)
    }

    /// One picture, whole, of now. It takes the events that it needs: not for a connection whose events others take.
    public func picture(topics: [Topic] = taskTopics, timeout: Duration = .seconds(10)) async throws(ConnectionError)
        -> Picture
    {
        async let answer = snapshotAnswer(topics, timeout)
        var picture = Picture()
        while let event = await line.queue.next() {
            picture.apply(event)
            if case .snapshotEnded = event { break }
        }
        if case .failure(let error) = await answer { throw error }
        guard picture.connection == .live else { throw .closed("the connection ended within the snapshot") }
        // What came between the end of the tasks and the answer belongs to the same moment.
        while hasEvents, let event = await line.queue.next() { picture.apply(event) }
        return picture
    }

    private func snapshotAnswer(_ topics: [Topic], _ timeout: Duration) async -> Result<Void, ConnectionError> {
        do throws(ConnectionError) {
            _ = try await line.ask(.snapshot(topics: known(topics)), timeout: timeout)
            return .success(())
        } catch {
            line.queue.interrupt()
            return .failure(error)
        }
    }

    /// Those topics that the agent has: an older one has fewer.
    private func known(_ topics: [Topic]) -> [Topic] {
        topics.filter { service.capabilities.contains($0.rawValue) || Self.taskTopics.contains($0) }
    }

    /// Tells what is looked at, until the next time: the agent counts its steps exactly where the loop allows it. An
    /// agent that cannot do so is not asked.
    public func look(_ look: LookRequest, timeout: Duration = .seconds(5)) async throws(ConnectionError) {
        guard service.capabilities.contains("look") else { return }
        _ = try await line.ask(.look(look), timeout: timeout)
    }

    /// One task in full; nil where it has ended.
    public func task(_ id: TaskID, withSource: Bool = true, timeout: Duration = .seconds(5))
        async throws(ConnectionError) -> TaskDetail?
    {
        let body: ResponseBody
        do throws(ConnectionError) {
            body = try await line.ask(.task(id, withSource: withSource), timeout: timeout)
        } catch {
            if case .refused(_, code: ErrorCode.noTask.rawValue) = error { return nil }
            throw error
        }
        return try Self.understand { () throws(WireError) in try body.taskDetail() }
    }

    /// The threads of the service and where they stand.
    public func threads(timeout: Duration = .seconds(5)) async throws(ConnectionError) -> [ServiceThread] {
        let body = try await line.ask(.threads, timeout: timeout)
        return try Self.understand { () throws(WireError) in try body.threads() }
    }

    /// What an end would mean for the service; it acts on nothing.
    public func shutdownPlan(timeout: Duration = .seconds(5)) async throws(ConnectionError) -> ShutdownPlan {
        let body = try await line.ask(.shutdownPlan, timeout: timeout)
        return try Self.understand { () throws(WireError) in try body.shutdownPlan() }
    }

    /// Begins to end the service. It may be gone before it has answered.
    public func beginShutdown(_ order: ShutdownOrder, timeout: Duration = .seconds(5)) async throws(ConnectionError) {
        _ = try await line.ask(.shutdownBegin(order), timeout: timeout)
    }

    /// Asks one task to end.
    public func cancel(_ task: TaskID, timeout: Duration = .seconds(5)) async throws(ConnectionError) {
        _ = try await line.ask(.shutdownCancel(task), timeout: timeout)
    }

    /// Switches debug mode, or only asks how it is.
    @discardableResult
    public func debug(_ order: DebugOrder, timeout: Duration = .seconds(5)) async throws(ConnectionError) -> DebugState
    {
        let body = try await line.ask(.debug(order), timeout: timeout)
        return try Self.understand { () throws(WireError) in try body.debugMode() }
    }

    /// The service's clock, Unix seconds.
    public func ping(timeout: Duration = .seconds(5)) async throws(ConnectionError) -> Double {
        let body = try await line.ask(.ping, timeout: timeout)
        return try Self.understand { () throws(WireError) in try body.time() }
    }

    /// Hangs up. Events end, requests fail.
    public func close() {
        line.close()
    }

    private static func understand<Value>(_ read: () throws(WireError) -> Value) throws(ConnectionError) -> Value {
        do {
            return try read()
        } catch {
            throw .notUnderstood(error.description)
        }
    }
}
