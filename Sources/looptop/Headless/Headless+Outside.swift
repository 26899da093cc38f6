import Attach
import Model

/// Commands that go on without the agent where it says nothing.
extension Headless {
    /// How long an agent may take to greet: it does so at once, whatever the service's tasks are about.
    private static let silence = Duration.seconds(1)

    // Not for one task by its number: the agent's numbers are others than those that are given from outside.

    /// A conversation with a service, or what is read of it from outside where its agent is silent.
    enum Answer {
        case connection(Connection)
        case look(OutsideLook)
    }

    /// Greets the agent; where it does not answer, and the process is one of this machine that may be read, reads that.
    static func ask(_ service: DiscoveredService) async throws(AttachError) -> Answer {
        guard let pid = service.pidHere else { return .connection(try await open(service)) }
        do {
            return .connection(try await Connection.open(service.endpoint, timeout: silence))
        } catch {
            guard case .timedOut = error else { throw error.atOpening }
            // Who may not read waits as long as ever.
            guard let look = try? OutsideLook.at(pid: pid) else { return .connection(try await open(service)) }
            Output.note(
                "the agent of \(service.name) (\(service.pid)) does not answer: its process is read from outside")
            return .look(look)
        }
    }

    /// The tasks of a service, from outside where its agent is silent.
    static func tasks(of service: DiscoveredService) async throws(AttachError) -> Picture {
        switch try await ask(service) {
        case .connection(let connection):
            defer { connection.close() }
            return try await picture(of: connection, topics: .tasks)
        case .look(let look): return look.picture
        }
    }

    /// Says who has the GIL of a service whose agent has fallen silent.
    static func noteHolder(of subject: Subject, in picture: Picture) {
        guard case .silent = picture.connection, case .service(let service) = subject, let pid = service.pidHere,
            let holder = (try? OutsideLook.at(pid: pid))?.picture.service?.outside?.gilHolder
        else { return }
        Output.note("read from outside: the GIL is held by \(holder)")
    }
}
