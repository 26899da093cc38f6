import Foundation
import Testing

/// What a service of `Services` says of itself.
struct OwnListing: Decodable {
    struct Task: Decodable {
        let coroutine: String
        let frames: [Frame]
        /// The type of what its chain ends at; nil where that is a coroutine that awaits nothing.
        let end: String?
    }

    struct Frame: Decodable, Hashable {
        let function: String
        let file: String
        let line: Int

        init(function: String, file: String, line: Int) {
            self.function = function
            self.file = file
            self.line = line
        }

        init(from decoder: any Decoder) throws {
            var list = try decoder.unkeyedContainer()
            function = try list.decode(String.self)
            file = try list.decode(String.self)
            line = try list.decode(Int.self)
        }
    }

    let pid: Int
    let version: [Int]
    let tasks: [String: Task]
}

/// A Python that runs a service of `Services`, until this is let go.
final class RunningPython {
    let listing: OwnListing
    let folder: URL
    private let process = Process()
    private let input = Pipe()

    var pid: Int { Int(process.processIdentifier) }

    /// The repository.
    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    /// The Pythons of `make environments` that are here, by their names.
    static let versions = ["3.8", "3.9", "3.10", "3.11", "3.12", "3.13"].filter { python($0) != nil }

    static func python(_ name: String) -> String? {
        let path = root.appending(path: ".venv/\(name)/bin/python").path
        return FileManager.default.isExecutableFile(atPath: path) ? path : nil
    }

    /// Starts a service, and waits until it has written down what it knows.
    init(_ version: String, _ arguments: String...) throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "outside-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let path = folder.appending(path: "listing")
        process.executableURL = URL(filePath: try #require(Self.python(version)))
        process.arguments =
            [Self.root.appending(path: "Tests/OutsideTests/Services/truth.py").path, path.path] + arguments
        process.standardInput = input
        try process.run()
        while !FileManager.default.fileExists(atPath: path.path) {
            try #require(process.isRunning, "the service has ended before it was ready")
            usleep(20_000)
        }
        listing = try JSONDecoder().decode(OwnListing.self, from: Data(contentsOf: path))
    }

    /// Stops it, or lets it go on.
    func signal(_ number: Int32) {
        kill(process.processIdentifier, number)
    }

    /// The state letter of `/proc/PID/stat`.
    var state: Character? {
        guard let text = try? String(contentsOfFile: "/proc/\(pid)/stat", encoding: .utf8) else { return nil }
        return text.split(separator: ")").last?.first { $0 != " " }
    }

    deinit {
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
        try? FileManager.default.removeItem(at: folder)
    }
}
