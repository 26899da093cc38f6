public import Model
import Wire

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
        let listed = await look(at: services, patience: patience) + unprepared(besides: services)
        return withoutMasters(listed, services)
    }

    /// The services with an agent on another side.
    public static func look(via: Via, patience: Duration = .seconds(10)) async throws(AttachError) -> [ListedService] {
        let services = try await via.services()
        return withoutMasters(await look(at: services, patience: patience), services)
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
            let connection = try await service.open(timeout: patience)
            defer { connection.close() }
            return entry.described(by: try await connection.picture(topics: [.vitals], timeout: patience))
        } catch {
            entry.access = .unanswered(socket: service.socket, reason: error.message)
            return entry
        }
    }

    /// A master with an agent, but without a loop, is none of its workers.
    static func withoutMasters(_ listed: [ListedService], _ services: [DiscoveredService]) -> [ListedService] {
        let idle = Set(services.filter { $0.hasLoop == false }.map(\.pid))
        let led = Set(listed.filter { $0.application != $0.pid }.map(\.application))
        return listed.filter { !idle.contains($0.pid) || !led.contains($0.pid) }
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
