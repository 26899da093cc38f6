import Foundation
import Testing

@testable import Attach

@Suite("Signs of a loop")
struct LoopSignsTests {
    /// Forks a child that has its parent's selector, and maybe one of its own; then the parent goes on to listen to more.
    private static let code = """
        import os, select, signal, socket, sys
        parent = select.epoll()
        ends = socket.socketpair()
        parent.register(ends[0], select.EPOLLIN)
        reading, writing = os.pipe()
        child = os.fork()
        if child == 0:
            if sys.argv[1] == "own":
                parent.close()
                parent = select.epoll()
                ends = socket.socketpair()
                parent.register(ends[0], select.EPOLLIN)
            os.write(writing, b"x")
            signal.pause()
        os.read(reading, 1)
        client = socket.socketpair()
        parent.register(client[0], select.EPOLLIN)
        print(child, flush=True)
        sys.stdin.read()
        os.kill(child, signal.SIGKILL)
        """

    @Test("A fork runs none of its parent's loops, whatever that listens to by now", arguments: [false, true])
    func aFork(hasOwn: Bool) throws {
        let process = Process()
        let (input, output) = (Pipe(), Pipe())
        process.executableURL = URL(filePath: try Python.path)
        process.arguments = ["-c", Self.code, hasOwn ? "own" : "none"]
        (process.standardInput, process.standardOutput) = (input, output)
        try process.run()
        defer {
            try? input.fileHandleForWriting.close()
            process.waitUntilExit()
        }
        let line = String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
        let child = try #require(Int(line.trimmingCharacters(in: .whitespacesAndNewlines)))
        #expect((LoopSigns.loop(of: child, isServer: true) != nil) == hasOwn)
        #expect(LoopSigns.loop(of: Int(process.processIdentifier), isServer: true) == "asyncio")
    }
}
