import Attach
import Foundation
import Glibc
import Testing

/// Where processes write to, as /proc tells it.
@Suite struct ServiceOutputTests {
    private func output(of redirect: Any?) throws -> ServiceOutput {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/sleep")
        process.arguments = ["60"]
        process.standardOutput = redirect
        try process.run()
        defer {
            process.terminate()
            process.waitUntilExit()
        }
        return ServiceOutput(ofPid: Int(process.processIdentifier))
    }

    @Test func aFileIsNamed() throws {
        let path = "/tmp/looptop-output-\(getpid())-\(UInt32.random(in: 0...UInt32.max))"
        try #require(FileManager.default.createFile(atPath: path, contents: nil))
        defer { unlink(path) }
        let file = try #require(FileHandle(forWritingAtPath: path))
        #expect(try output(of: file) == .file(path))
    }

    @Test func whatIsNoFileIsNeverRead() throws {
        #expect(try output(of: FileHandle.nullDevice) == .elsewhere("/dev/null"))
        guard case .elsewhere(let name) = try output(of: Pipe()) else {
            Issue.record("a pipe is no file")
            return
        }
        #expect(name.hasPrefix("pipe:["))
    }

    @Test func whoIsNotThereSaysNothing() {
        #expect(ServiceOutput(ofPid: 0) == .unknown)
        #expect(ServiceOutput(ofPids: []) == .unknown)
        #expect(ServiceOutput(ofPids: [Int(getpid()), 0]) == .unknown)
    }
}
