import Glibc
import Model

/// A program of this machine, and what it says about itself.
public struct ToolVersion: Hashable, Sendable {
    /// Where it is.
    public var path: String
    /// The first line that it prints with `--version`; nil where it does not answer.
    public var line: String?

    /// Makes one of its parts.
    public init(path: String, line: String?) {
        self.path = path
        self.line = line
    }

    /// Finds a program in `PATH`.
    static func path(of name: String, in environment: [String: String]) -> String? {
        (environment["PATH"] ?? "").split(separator: ":").map { "\($0)/\(name)" }.first { access($0, X_OK) == 0 }
    }

    /// Asks a program for its version, and waits a few seconds at most.
    static func ask(_ path: String, environment: [String: String]) async -> ToolVersion {
        guard var output = try? PipeOutput() else { return ToolVersion(path: path, line: nil) }
        let child = try? ChildProcess([path, "--version"], environment: environment, output: output.writing)
        output.closeWriting()
        guard let child else { return ToolVersion(path: path, line: nil) }
        let deadline = ContinuousClock.now + .seconds(5)
        while child.poll() == nil, ContinuousClock.now < deadline {
            guard (try? await Task.sleep(for: .milliseconds(10))) != nil else { break }
        }
        let isOver = child.poll() == .exited(status: 0)
        if !isOver { child.stop(patience: .milliseconds(200)) }
        output.read()
        return ToolVersion(
            path: path, line: isOver ? output.text.split(separator: "\n").first.map(String.init) : nil)
    }
}
