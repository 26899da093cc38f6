import Foundation
import Testing

@testable import Attach

/// Who is found, and what is cleaned up on the way.
@Suite struct DiscoveryTests {
    let directory: TemporaryDirectory

    init() throws {
        directory = try TemporaryDirectory()
    }

    private func register(_ pid: Int, ticks: UInt64, name: String) throws -> String {
        let socket = "\(directory.path)/\(pid).sock"
        return try directory.write(
            "\(pid).json",
            """
            {"pid": \(pid), "start_ticks": \(ticks), "instance": "i\(pid)", "name": "\(name)", "socket": "\(socket)",
             "python": "3.12.1", "protocol": 1, "agent": "0.1.0", "later": [1]}
            """)
    }

    @Test func aServiceThatListensIsFound() throws {
        let me = Int(getpid())
        let ticks = try #require(ProcessFacts(pid: me)).startTicks
        _ = try register(me, ticks: ticks, name: "shop")
        let listener = try Listener("\(directory.path)/\(me).sock")
        let services = try Discovery.services(environment: ["LOOPTOP_DIR": directory.path])
        let found = try #require(services.first { $0.socket == listener.path })
        #expect(found.pid == me && found.name == "shop" && found.python == "3.12.1" && found.isOurs)
    }

    @Test func aSocketInAnotherDirectoryIsFoundByTheKernelsList() throws {
        let odd = directory.path + "/looptop-of-systemd"
        mkdir(odd, 0o700)
        let listener = try Listener("\(odd)/4000001.sock")
        let services = try Discovery.services(environment: [:])
        // Who listens is what the kernel says, not how the file is called.
        #expect(services.contains { $0.socket == listener.path && $0.pid == Int(getpid()) && $0.isSeen })
    }

    @Test func filesOfTheDeadAreRemoved() throws {
        let file = try register(4_000_000, ticks: 1, name: "gone")
        let socket = "\(directory.path)/4000000.sock"
        do { _ = try Listener(socket) }
        #expect(FileFacts.isSocket(socket))
        #expect(Discovery.services(in: directory.path).isEmpty)
        #expect(access(file, F_OK) != 0 && access(socket, F_OK) != 0)
    }

    @Test func filesOfAnotherPidNamespaceStay() throws {
        // The pid means nothing here, but somebody listens.
        let file = try register(4_000_000, ticks: 1, name: "in a container")
        let listener = try Listener("\(directory.path)/4000000.sock")
        let services = Discovery.services(in: directory.path)
        #expect(services.map(\.name) == ["in a container"] && services.map(\.isSeen) == [false])
        #expect(access(file, F_OK) == 0 && access(listener.path, F_OK) == 0)
    }

    @Test func filesThatAreNotOursAreLeftAlone() throws {
        let odd = try directory.write("12.json", "not json")
        let other = try directory.write("notes.json", "{}")
        #expect(Discovery.services(in: directory.path).isEmpty)
        #expect(access(odd, F_OK) == 0 && access(other, F_OK) == 0)
    }

    @Test func filesAreInstalledOnceAndHealed() throws {
        let place = try SocketDirectory(environment: ["LOOPTOP_DIR": directory.path])
        let first = try AgentFiles.install("agent", in: place)
        #expect(try AgentFiles.install("agent", in: place) == first)
        unlink(first + "/looptop/agent.py")
        #expect(try AgentFiles.install("agent", in: place) == first)
        #expect(FileFacts.text(of: first + "/looptop/agent.py") == EmbeddedFiles.text(of: "agent/looptop/agent.py"))
        #expect(FileFacts.names(in: directory.path) == [String(first.dropFirst(directory.path.count + 1))])
    }
}
