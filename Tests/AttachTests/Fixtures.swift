import Foundation
import Testing

@testable import Attach

/// A directory of our own that goes with the test.
final class TemporaryDirectory {
    let path: String

    init() throws {
        path = "/tmp/looptop-test-\(getpid())-\(UInt32.random(in: 0...UInt32.max))"
        try FileManager.default.createDirectory(
            atPath: path, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
    }

    /// Writes a file and returns its path.
    func write(_ name: String, _ text: String) throws -> String {
        try text.write(toFile: "\(path)/\(name)", atomically: true, encoding: .utf8)
        return "\(path)/\(name)"
    }
}

/// The Python that tests run.
enum Python {
    struct Missing: Error {}

    static var path: String {
        get throws {
            let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
            guard let path = folders.map({ "\($0)/python3" }).first(where: FileManager.default.isExecutableFile) else {
                throw Missing()
            }
            return path
        }
    }
}

/// A socket that listens for as long as this lives.
final class Listener {
    let path: String
    private let descriptor: Int32

    init(_ path: String) throws {
        self.path = path
        descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        var address = try #require(SocketAddress(path: path)).raw
        let size = socklen_t(MemoryLayout<sockaddr_un>.size)
        let result = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(descriptor, $0, size) }
        }
        try #require(result == 0 && listen(descriptor, 8) == 0)
    }

    deinit {
        close(descriptor)
    }
}
