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
        try await open(try await Services.one(options.target, options.injection))
    }

    /// The whole picture behind a connection.
    static func picture(
        of connection: Connection, topics: Topics = .tasks
    ) async throws(AttachError) -> Picture {
        try needs(topics, of: connection.service)
        let patience = Task {
            guard (try? await Task.sleep(for: longPicture)) != nil else { return }
            let service = connection.service
            Output.note(
                "the agent of \(service.name) (\(service.pid)) has not read all that is asked for yet: waiting on")
        }
        defer { patience.cancel() }
        do {
            return try await connection.picture(topics: topics.all)
        } catch {
            throw error.atOpening
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
    static func needs(_ topics: Topics, of service: Service) throws(AttachError) {
        for topic in topics.needed where !service.capabilities.contains(topic.rawValue) {
            throw .failed(
                "the agent of \(service.name) (version \(service.agent)) does not tell \(topic.rawValue); start the service anew "
                    + "with this looptop's agent")
        }
    }

    /// After so long people are told that a picture takes its time: with many tasks, beside a loop that is busy, a minute or more.
    private static let longPicture = Duration.seconds(5)

    /// How long the first picture may take: one of many tasks, on a busy machine, is not whole at once.
    static let firstPicture = Duration.seconds(10)

    /// Follows a service, and tells of everything that happens, with the picture after it.
    ///
    /// - Parameter duration: after that, from the first whole picture on, it is enough; nil for as long as the service is
    ///   there.
    /// - Parameter isEnough: asked after each telling: true ends it before that.
    @discardableResult
    static func follow(
        _ connection: Connection, topics: Topics, interval: Double = 0.2, for duration: Duration?,
        until isEnough: (Picture) -> Bool = { _ in false }, _ tell: @escaping (Picture, Event) -> Void
    ) async throws(AttachError) -> Picture {
        try needs(topics, of: connection.service)
        do {
            try await connection.subscribe(topics: topics.all, interval: interval)
        } catch {
            throw error.atOpening
        }
        // The time is up: the conversation ends, and with it the events.
        let isOver = Latch()
        func end(after time: Duration) -> Task<Void, Never> {
            Task {
                guard (try? await Task.sleep(for: time)) != nil else { return }
                isOver.raise()
                connection.close()
            }
        }
        var timer = duration.map { end(after: $0 + firstPicture) }
        defer { timer?.cancel() }
        var hasBeenWhole = false
        var picture = Picture()
        for await event in connection.events {
            if case .disconnected = event, isOver.isRaised { break }
            picture.apply(event)
            if let duration, !hasBeenWhole, picture.isComplete {
                hasBeenWhole = true
                timer?.cancel()
                timer = end(after: duration)
            }
            tell(picture, event)
            if isEnough(picture) { break }
        }
        if case .lost(let reason) = picture.connection { throw .unreachable(reason) }
        return picture
    }

    /// Says so where a list is empty because there is nothing to be listed.
    static func explain(_ picture: Picture) {
        guard let absence = picture.absence else { return }
        Output.note("\(absence.sentence); looptop attach shows its threads")
    }
}

extension AttachError {
    /// The same where nothing has been printed yet: an agent that was stopped may have made room for those of the workers.
    var beforeWords: AttachError {
        self == .unreachable(Connection.agentStopped) ? .gone(message) : self
    }
}
