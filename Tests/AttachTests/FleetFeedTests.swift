import Model
import Testing

@testable import Attach

@Suite("The feed of several", .serialized, .timeLimit(.minutes(10)))
struct FleetFeedTests {
    private func fleet(of feed: FleetFeed, where holds: (Fleet) -> Bool) async throws -> Fleet {
        for await fleet in feed.fleets where holds(fleet) { return fleet }
        throw CancellationError()
    }

    @Test("What was shown of a process is not done to another that has its number")
    func anotherInItsPlace() async throws {
        let agent = try FakeAgent(capabilities: ["tasks", "cancel", "debug"])
        let worker = DiscoveredService(pid: 7, name: "f", socket: agent.socket, isOurs: true)
        let feed = FleetFeed(application: 0, name: "f") { [worker] }
        let shown = try await fleet(of: feed) { $0.workers[7]?.connection == .live }
        let instance = try #require(shown.workers[7]?.service?.instance)
        for instances in [[7: "of another one"], [:]] {
            await #expect(throws: ConnectionError.self) {
                try await feed.cancel(TaskID(1, worker: 7), of: instances)
            }
            await #expect(throws: ConnectionError.self) { try await feed.debug(DebugOrder(isOn: true), of: instances) }
        }
        #expect(try agent.requests("shutdown.cancel") == [] && agent.requests("debug") == [])
        try await feed.cancel(TaskID(1, worker: 7), of: [7: instance])
        #expect(try agent.requests("shutdown.cancel").count == 1)
        await feed.close()
    }

    @Test("Who answers at a socket is the one that was found there, or nobody")
    func anotherAnswers() async throws {
        let agent = try FakeAgent(capabilities: ["tasks"])
        var service = DiscoveredService(pid: 7, name: "f", socket: agent.socket, isOurs: true)
        _ = try await eventually { FileFacts.names(in: agent.folder.path).contains("1.sock") ? true : nil }
        try await service.open().close()
        service.instance = "of another one"
        await #expect(throws: ConnectionError.self) { try await service.open() }
        withExtendedLifetime(agent) {}
    }
}
