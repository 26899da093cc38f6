import ArgumentParser
import Attach
import Model
import Wire

/// Looks at a service, without a terminal.
enum Headless {
    /// The filter that was written on the command line.
    static func filter<Row>(_ text: String?) throws(AttachError) -> RowFilter<Row> {
        let filter = RowFilter<Row>(parsing: text ?? "")
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

    /// The whole picture behind a connection.
    static func picture(
        of connection: Connection, topics: [String] = Connection.taskTopics
    ) async throws(AttachError) -> Picture {
        try needs(topics, of: connection.service)
        do {
            return try await connection.picture(topics: topics)
        } catch {
            throw .unreachable(error.message)
        }
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
    static func needs(_ topics: [String], of service: Service) throws(AttachError) {
        for topic in topics where !service.capabilities.contains(topic) {
            throw .failed(
                "the agent of \(service.name) (version \(service.agent)) does not tell \(topic); start the service anew "
                    + "with this looptop's agent")
        }
    }

    /// Follows a service, and tells of everything that happens, with the picture after it.
    ///
    /// - Parameter duration: after that it is enough; nil for as long as the service is there.
    @discardableResult
    static func follow(
        _ connection: Connection, topics: [String], interval: Double = 0.2, for duration: Duration?,
        _ tell: @escaping (Picture, Event) -> Void
    ) async throws(AttachError) -> Picture {
        try needs(topics, of: connection.service)
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
