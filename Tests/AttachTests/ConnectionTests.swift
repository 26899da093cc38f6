import Foundation
import Glibc
import Model
import Testing

@testable import Attach

/// Against the real agent under whatever `python3` is found.
@Suite("The connection", .serialized, .timeLimit(.minutes(10)))
struct ConnectionTests {
    static let code = """
        import asyncio, looptop
        looptop.start()
        async def worker():
            await asyncio.sleep(3600)
        async def main():
            task = asyncio.create_task(worker(), name="sleeper")
            await task
        asyncio.run(main())
        """

    /// A service in a directory of its own; it is killed when this goes.
    final class Running {
        let process = Process()
        let folder: URL
        var socket: String { folder.appending(path: "\(process.processIdentifier).sock").path }

        init() throws {
            folder = FileManager.default.temporaryDirectory.appending(path: "lt-\(UUID().uuidString.prefix(8))")
            try FileManager.default.createDirectory(
                at: folder, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
            let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
                .deletingLastPathComponent()
            process.executableURL = URL(filePath: "/usr/bin/env")
            process.arguments = ["python3", "-c", ConnectionTests.code]
            process.environment = ProcessInfo.processInfo.environment.merging([
                "LOOPTOP_DIR": folder.path, "PYTHONPATH": root.appending(path: "Sources/Agent").path,
            ]) { $1 }
            try process.run()
        }

        func connect() async throws -> Connection {
            while process.isRunning, !FileManager.default.fileExists(atPath: socket) {
                try await Task.sleep(for: .milliseconds(20))
            }
            return try await Connection.open(path: socket)
        }

        deinit {
            kill(process.processIdentifier, SIGKILL)
            waitUntilGone(process.processIdentifier)
            try? FileManager.default.removeItem(at: folder)
        }
    }

    @Test("A picture, a task, the threads, the time")
    func requests() async throws {
        let service = try Running()
        let connection = try await service.connect()
        #expect(connection.service.pid == Int(service.process.processIdentifier))
        var picture = Picture()
        while !picture.tasks.values.contains(where: { $0.name == "sleeper" }) {
            picture = try await connection.picture()
        }
        #expect(picture.isComplete)
        let sleeper = try #require(picture.tasks.values.first { $0.name == "sleeper" })
        let detail = try await connection.task(sleeper.id)
        #expect(detail?.record.name == "sleeper")
        #expect(try await connection.task(TaskID(99_999)) == nil)
        #expect(try await connection.threads().contains { $0.isAgent })
        #expect(try await connection.ping() > 1_700_000_000)
    }

    @Test("A service that is stopped is silent, answers again, and is lost when it is killed")
    func silence() async throws {
        let service = try Running()
        let connection = try await service.connect()
        try await connection.subscribe(interval: 0.1)
        let pid = service.process.processIdentifier
        var picture = Picture()
        var steps: [String] = []
        for await event in connection.events {
            picture.apply(event)
            switch event {
            case .snapshotEnded where steps.isEmpty:
                steps.append("live")
                kill(pid, SIGSTOP)
            case .silent(let silence) where steps.last == "live":
                steps.append("silent")
                #expect(silence.processState == "T")
                #expect(picture.connection == .silent(reason: silence.sentence))
                kill(pid, SIGCONT)
            case .answering:
                steps.append("answering")
                #expect(picture.connection == .live)
                kill(pid, SIGKILL)
            default: break
            }
        }
        #expect(steps == ["live", "silent", "answering"])
        #expect(picture.connection == .lost(reason: "the process \(pid) has ended"))
    }

    @Test("No socket, and a socket where nobody listens")
    func nobody() async throws {
        #expect(await Self.failure("/nowhere/1.sock") == .noSuchSocket("/nowhere/1.sock"))
        let service = try Running()
        _ = try await service.connect()
        kill(service.process.processIdentifier, SIGKILL)
        waitUntilGone(service.process.processIdentifier)
        #expect(await Self.failure(service.socket) == .nobodyListens(service.socket))
    }

    private static func failure(_ path: String) async -> ConnectionError? {
        do {
            _ = try await Connection.open(path: path)
            return nil
        } catch {
            return error
        }
    }
}
