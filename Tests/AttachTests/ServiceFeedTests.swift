import Foundation
import Model
import Synchronization
import Testing
import Wire

@testable import Attach

@Suite("The feed", .serialized, .timeLimit(.minutes(10)))
struct ServiceFeedTests {
    @Test("Waits double up to two seconds, and begin anew after a success")
    func backoff() {
        var backoff = Backoff()
        let waits = (1...7).map { _ in backoff.next() }
        #expect(
            waits
                == [0.1, 0.2, 0.4, 0.8, 1.6, 2, 2].map { Duration.milliseconds(Int64($0 * 1000)) })
        backoff.reset()
        #expect(backoff.next() == .milliseconds(100))
    }

    /// The first picture for which a condition holds.
    private func picture(of feed: ServiceFeed, where holds: (Picture) -> Bool) async throws -> Picture {
        for await picture in feed.pictures where holds(picture) { return picture }
        throw CancellationError()
    }

    @Test("An older agent is asked for what it has, and not told what is looked at")
    func older() async throws {
        let agent = try FakeAgent(capabilities: ["tasks", "vitals", "task"])
        let feed = ServiceFeed(socket: agent.socket)
        await feed.look(LookRequest(tasks: [TaskID(1)]))
        _ = try await picture(of: feed) { $0.connection == .live }
        _ = await feed.threads()
        #expect(try agent.requests("subscribe") == [#"{"interval":0.2,"topics":["tasks","vitals"]}"#])
        #expect(try agent.requests("look") == [])
        await feed.close()
    }

    @Test("A newer agent is asked for all that is understood, and told the newest of what is looked at")
    func newer() async throws {
        let agent = try FakeAgent(capabilities: Connection.allTopics.map(\.rawValue) + ["weather", "look"])
        let feed = ServiceFeed(socket: agent.socket)
        for number in 1...50 { await feed.look(LookRequest(tasks: [TaskID(number)])) }
        _ = try await picture(of: feed) { $0.connection == .live }
        let newest = #"{"steps":"looked","tasks":[50]}"#
        while try agent.requests("look").last != newest { try await Task.sleep(for: .milliseconds(5)) }
        #expect(try agent.requests("look") == [newest], "what was looked at before there was anybody to tell is past")
        // The same again is not told again.
        await feed.look(LookRequest(tasks: [TaskID(50)]))
        _ = await feed.threads()
        #expect(try agent.requests("look").count == 1)
        let topics = Connection.allTopics.map { "\"\($0.rawValue)\"" }.joined(separator: ",")
        #expect(try agent.requests("subscribe") == [#"{"interval":0.2,"topics":[\#(topics)]}"#])
        await feed.close()
    }

    @Test("A service that goes leaves its last picture; one that comes is another, and told what is looked at")
    func lives() async throws {
        let first = try FakeAgent(capabilities: ["tasks", "vitals", "look"])
        let path = Mutex<String?>(nil)
        let feed = ServiceFeed { path.withLock { $0.map { .socket($0) } } }
        #expect(try await picture(of: feed) { _ in true }.connection == .lost(reason: Self.absent))
        path.withLock { $0 = first.socket }
        await feed.look(LookRequest(tasks: [TaskID(3)]))
        #expect(try await picture(of: feed) { $0.connection == .live }.generation == 1)
        first.end()
        let lost = try await picture(of: feed) { if case .lost = $0.connection { true } else { false } }
        #expect(lost.service?.name == "f")
        let second = try FakeAgent(capabilities: ["tasks", "vitals", "look"])
        path.withLock { $0 = second.socket }
        #expect(try await picture(of: feed) { $0.connection == .live }.generation == 2)
        while try second.requests("look") != [#"{"steps":"looked","tasks":[3]}"#] {
            try await Task.sleep(for: .milliseconds(5))
        }
        await feed.close()
    }

    private static let absent = "the service is not there (see looptop ls)"

    @Test("A reader that is slow sees fewer pictures, the newest last")
    func slowReader() async throws {
        let agent = try FakeAgent(capabilities: ["tasks", "vitals"])
        let feed = ServiceFeed(socket: agent.socket)
        // Meanwhile nobody reads.
        while await feed.picture.connection != .live { try await Task.sleep(for: .milliseconds(5)) }
        await feed.close()
        var pictures: [Picture] = []
        for await picture in feed.pictures { pictures.append(picture) }
        #expect(pictures.count == 1)
        #expect(pictures.last?.connection == .live)
    }
}
