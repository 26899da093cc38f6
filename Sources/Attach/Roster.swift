public import Model

/// The services of this machine with their vital signs, for lists.
public enum Roster {
    /// Everything that there is: services with an agent, whose vital signs are asked for at the same time, and processes
    /// that look like services and have none.
    ///
    /// - Parameter patience: how long one that does not answer is waited for; the others do not wait for it.
    public static func look(
        environment: [String: String], patience: Duration = .seconds(2)
    ) async throws(AttachError) -> [ListedService] {
        let services = try Discovery.services(environment: environment)
        return await look(at: services, patience: patience) + unprepared(besides: services)
    }

    /// The services with an agent on another side.
    public static func look(via: Via, patience: Duration = .seconds(10)) async throws(AttachError) -> [ListedService] {
        await look(at: try await via.services(), patience: patience)
    }

    /// Asks services for their vital signs, all at the same time.
    static func look(at services: [DiscoveredService], patience: Duration) async -> [ListedService] {
        await withTaskGroup(of: ListedService.self) { group in
            for service in services {
                group.addTask { await look(at: service, patience: patience) }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
    }

    /// One entry; what a service does not answer is unknown, and no reason to hide it.
    private static func look(at service: DiscoveredService, patience: Duration) async -> ListedService {
        var entry = ListedService(service)
        guard service.isOurs else { return entry }
        do throws(ConnectionError) {
            let connection = try await Connection.open(service.endpoint, timeout: patience)
            defer { connection.close() }
            return entry.described(by: try await connection.picture(topics: ["vitals"], timeout: patience))
        } catch {
            entry.access = .unanswered(socket: service.socket, reason: error.message)
            return entry
        }
    }

    /// The processes that look like services and have no agent.
    static func unprepared(besides services: [DiscoveredService]) -> [ListedService] {
        Unprepared.services(besides: Set(services.map(\.pid))).map { found in
            ListedService(
                pid: found.pid, name: found.name,
                access: .noAgent(wayIn: (found.isOurs ? "" : "sudo ") + "looptop attach \(found.pid)"),
                application: found.application, server: found.server, python: found.python, loop: found.loop)
        }
    }
}

extension ListedService {
    /// What is known of a service before it is asked.
    init(_ service: DiscoveredService) {
        let access: Access =
            service.isOurs
            ? .agent(socket: service.socket)
            : .unanswered(socket: service.socket, reason: "it belongs to another user: sudo looptop ls")
        self.init(
            pid: service.pid, name: service.name, access: access, application: service.application,
            python: service.python)
    }
}
