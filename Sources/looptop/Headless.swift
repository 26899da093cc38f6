import ArgumentParser
import Attach
import Model
import Wire

/// Looks at a service, without a terminal.
enum Headless {
    /// The filter that was written on the command line.
    static func filter(_ text: String?) throws(AttachError) -> TaskFilter {
        let filter = TaskFilter(parsing: text ?? "")
        if let problem = filter.problem { throw .usage("--filter: \(problem)") }
        return filter
    }

    /// A conversation with the service that the options name.
    static func connect(_ options: TargetOptions) async throws(AttachError) -> Connection {
        let service = try await Services.reach(options.target, options.injection)
        do {
            return try await Connection.open(service.endpoint)
        } catch {
            throw .unreachable(error.message)
        }
    }

    /// The whole picture of the service that the options name.
    static func picture(
        of options: TargetOptions, topics: [String] = Connection.taskTopics
    ) async throws(AttachError) -> Picture {
        if topics == Connection.taskTopics, options.injection.way.via == nil,
            let workers = Services.workers(options.target)
        {
            return try await picture(of: workers)
        }
        let connection = try await connect(options)
        defer { connection.close() }
        return try await picture(of: connection, topics: topics)
    }

    /// The whole picture behind a connection.
    static func picture(
        of connection: Connection, topics: [String] = Connection.taskTopics
    ) async throws(AttachError) -> Picture {
        try needs(topics, of: connection)
        do {
            return try await connection.picture(topics: topics)
        } catch {
            throw .unreachable(error.message)
        }
    }

    /// The tasks of all workers of an application, each marked with its worker; all are asked at the same time.
    private static func picture(of workers: [DiscoveredService]) async throws(AttachError) -> Picture {
        let looks = await withTaskGroup(of: (pid: Int, result: Result<Picture, ConnectionError>).self) { group in
            for worker in workers {
                group.addTask {
                    do throws(ConnectionError) {
                        let connection = try await Connection.open(worker.endpoint)
                        defer { connection.close() }
                        return (worker.pid, .success(try await connection.picture()))
                    } catch {
                        return (worker.pid, .failure(error))
                    }
                }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        let first = workers[0]
        var fleet = Fleet(application: first.application ?? first.pid, name: first.name)
        for look in looks.sorted(by: { $0.pid < $1.pid }) {
            switch look.result {
            case .success(let picture): fleet.add(picture, from: look.pid)
            case .failure(let error): throw .unreachable("worker \(look.pid): \(error.message)")
            }
        }
        return fleet.merged
    }

    /// The picture behind a socket.
    static func picture(at socket: String) async throws(AttachError) -> Picture {
        do {
            let connection = try await Connection.open(path: socket)
            defer { connection.close() }
            return try await connection.picture()
        } catch {
            throw .unreachable(error.message)
        }
    }

    /// Refuses where the agent cannot tell what a command is for: it is older than this program.
    private static func needs(_ topics: [String], of connection: Connection) throws(AttachError) {
        let service = connection.service
        for topic in topics where !service.capabilities.contains(topic) {
            throw .failed(
                "the agent of \(service.name) (version \(service.agent)) does not tell \(topic); start the service anew "
                    + "with this looptop's agent")
        }
    }

    /// Prints a report: of now, or with `--watch` or `--for` again and again.
    static func report(
        _ options: TargetOptions, _ watch: WatchOptions = WatchOptions(), topics: [String] = Connection.taskTopics,
        _ print: @escaping @Sendable (Picture) -> Void
    ) async throws(AttachError) {
        guard watch.watch else {
            if let duration = watch.duration {
                return print(try await picture(of: options, topics: topics, after: duration.duration))
            }
            return print(try await picture(of: options, topics: topics))
        }
        let connection = try await connect(options)
        defer { connection.close() }
        var due = ContinuousClock.now
        try await follow(connection, topics: topics, for: watch.duration?.duration) { picture, event in
            guard picture.connection == .live, due <= .now else { return }
            due = .now + .seconds(1)
            print(picture)
        }
    }

    /// The picture after a service has been watched for some time.
    private static func picture(
        of options: TargetOptions, topics: [String], after duration: Duration
    ) async throws(AttachError) -> Picture {
        let connection = try await connect(options)
        defer { connection.close() }
        return try await follow(connection, topics: topics, for: duration) { _, _ in }
    }

    /// Follows a service, and tells of everything that happens, with the picture after it.
    ///
    /// - Parameter duration: after that it is enough; nil for as long as the service is there.
    @discardableResult
    static func follow(
        _ connection: Connection, topics: [String], interval: Double = 0.2, for duration: Duration?,
        _ tell: @escaping (Picture, Event) -> Void
    ) async throws(AttachError) -> Picture {
        try needs(topics, of: connection)
        do {
            try await connection.subscribe(topics: topics, interval: interval)
        } catch {
            throw .unreachable(error.message)
        }
        // The time is up: the conversation ends, and with it the events.
        let isOver = Latch()
        let timer = Task {
            guard let duration, (try? await Task.sleep(for: duration)) != nil else { return }
            isOver.raise()
            connection.close()
        }
        defer { timer.cancel() }
        var picture = Picture()
        for await event in connection.events {
            if case .disconnected = event, isOver.isRaised { break }
            picture.apply(event)
            tell(picture, event)
        }
        if case .lost(let reason) = picture.connection { throw .unreachable(reason) }
        return picture
    }

    /// Says so where a list is empty because there is nothing to be listed.
    static func explain(_ picture: Picture) {
        guard picture.loops.isEmpty, picture.tasks.isEmpty else { return }
        Output.note("no event loop runs in this process; looptop attach shows its threads")
    }
}
