import Foundation
import Testing

@testable import Attach

/// One rule, two languages.
@Suite struct SocketDirectoryTests {
    struct Case: CustomTestStringConvertible {
        var environment: [String: String]
        var directory: String
        var testDescription: String { "\(environment)" }
    }

    static let uid = geteuid()
    static let long = "/tmp/" + String(repeating: "looptop-long/", count: 9)

    @Test(arguments: [
        Case(environment: [:], directory: "/tmp/looptop-\(uid)"),
        Case(environment: ["LOOPTOP_DIR": "/tmp/elsewhere"], directory: "/tmp/elsewhere"),
        Case(environment: ["LOOPTOP_DIR": "", "XDG_RUNTIME_DIR": "/mine"], directory: "/mine/looptop"),
        Case(environment: ["LOOPTOP_DIR": "/a", "XDG_RUNTIME_DIR": "/mine"], directory: "/a"),
        Case(environment: ["XDG_RUNTIME_DIR": "/others"], directory: "/tmp/looptop-\(uid)"),
        Case(environment: ["XDG_RUNTIME_DIR": "mine"], directory: "/tmp/looptop-\(uid)"),
        Case(environment: ["XDG_RUNTIME_DIR": ""], directory: "/tmp/looptop-\(uid)"),
    ])
    func theRule(_ example: Case) throws {
        let rule = try SocketDirectory(environment: example.environment) { path, _ in path == "/mine" }
        #expect(rule.path == example.directory)
    }

    @Test func aRelativeDirectoryIsRefused() {
        #expect(throws: AttachError.self) { try SocketDirectory(environment: ["LOOPTOP_DIR": "here"]) }
    }

    @Test func pathsTooLongForAnAddressFallBack() throws {
        let directory = "/tmp/" + String(repeating: "x", count: 93)
        let rule = try SocketDirectory(environment: ["LOOPTOP_DIR": directory], uid: 7)
        #expect(rule.socket(of: 123) == "\(directory)/123.sock")
        #expect(rule.socket(of: 123).utf8.count == 107)
        #expect(rule.socket(of: 1234) == "/tmp/looptop-7/1234.sock")
        #expect(rule.registration(of: 1234) == "\(directory)/1234.json")
    }

    @Test func aDirectoryThatOthersCanEnterIsRefused() throws {
        let directory = try TemporaryDirectory()
        let open = try SocketDirectory(environment: ["LOOPTOP_DIR": directory.path + "/open"])
        mkdir(open.path, 0o700)
        chmod(open.path, 0o755)
        #expect(throws: AttachError.self) { try open.prepare() }
        let link = try SocketDirectory(environment: ["LOOPTOP_DIR": directory.path + "/link"])
        symlink(directory.path, link.path)
        #expect(throws: AttachError.self) { try link.prepare() }
        let fresh = try SocketDirectory(environment: ["LOOPTOP_DIR": directory.path + "/fresh"])
        try fresh.prepare()
        try fresh.prepare()
    }

    /// The agent's answer to the same environment.
    @Test(arguments: [
        [:],
        ["LOOPTOP_DIR": "TMP/chosen"],
        ["LOOPTOP_DIR": "relative"],
        ["LOOPTOP_DIR": "", "XDG_RUNTIME_DIR": "TMP"],
        ["XDG_RUNTIME_DIR": "TMP"],
        ["XDG_RUNTIME_DIR": "TMP/link"],
        ["XDG_RUNTIME_DIR": "TMP/missing"],
        ["XDG_RUNTIME_DIR": "/etc/hostname"],
        ["XDG_RUNTIME_DIR": "relative"],
        ["LOOPTOP_DIR": "LONG"],
    ])
    func theAgentAgrees(_ variables: [String: String]) throws {
        let directory = try TemporaryDirectory()
        symlink(directory.path, directory.path + "/link")
        let long = directory.path + "/" + String(repeating: "d", count: 100)
        let environment = variables.mapValues {
            $0 == "LONG" ? long : $0.replacingOccurrences(of: "TMP", with: directory.path)
        }
        let agent = try Self.askAgent(environment)
        let rule = try? SocketDirectory(environment: environment)
        if let rule {
            #expect(agent.output == "\(rule.socket(of: agent.pid))\n\(rule.registration(of: agent.pid))\n")
        } else {
            #expect(agent.output == "refused\n")
        }
    }

    private static func askAgent(_ environment: [String: String]) throws -> (pid: Int, output: String) {
        let script = """
            from looptop.process import socket_paths
            try:
                print(*socket_paths.places(), sep="\\n")
            except socket_paths.Unsafe:
                print("refused")
            """
        let process = Process()
        process.executableURL = URL(filePath: try Python.path)
        process.arguments = ["-c", script]
        process.environment = environment.merging(
            ["PYTHONPATH": repository.appending(path: "Sources/Agent").path, "PYTHONDONTWRITEBYTECODE": "1"]
        ) { $1 }
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let output = pipe.fileHandleForReading.readDataToEndOfFile()
        waitUntilGone(process.processIdentifier)
        return (Int(process.processIdentifier), String(decoding: output, as: UTF8.self))
    }
}
