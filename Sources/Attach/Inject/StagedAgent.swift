import CLinux
import Glibc
import JSON
import Wire

/// The agent's files where a process can read them: below its root, owned by its user, closed to all others.
final class StagedAgent {
    /// What the agent has answered.
    enum Answer: Hashable {
        /// The path of its socket, as the process sees it.
        case socket(String)
        /// Why it did not start.
        case error(String)
    }

    /// The directory for the socket, as the process sees it.
    let directory: String
    /// The folder with the files, as the process sees it.
    var folder: String { "\(directory)/\(name)" }
    /// The script that the process is to run.
    var script: String { folder + "/attach.py" }

    private let name: String
    private let parent: Int32
    private let handle: Int32

    /// Writes the files into the first of the process's directories that will do.
    init(for process: TargetProcess, keep: Bool) throws(AttachError) {
        name = "attach-\(getpid())-\(UInt32.random(in: 0...UInt32.max))"
        var reasons: [SocketPlace.Refusal] = []
        let root = try SocketPlace.root(of: process)
        defer { close(root) }
        for candidate in process.socketDirectories {
            switch SocketPlace(path: candidate, root: root, process: process).prepare() {
            case .failure(let reason): reasons.append(reason)
            case .success(let parent):
                guard mkdirat(parent, name, 0o700) == 0,
                    case let handle = openat(parent, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC), handle >= 0
                else {
                    reasons.append(SocketPlace.Refusal(path: candidate, reason: lastError()))
                    close(parent)
                    continue
                }
                directory = candidate
                self.parent = parent
                self.handle = handle
                do {
                    try fill(for: process, keep: keep)
                } catch {
                    remove()
                    throw error
                }
                return
            }
        }
        throw .failed(
            "process \(process.pid) has no directory for the agent's socket:\n"
                + reasons.map { "  \($0)" }.joined(separator: "\n"))
    }

    deinit {
        close(handle)
        close(parent)
    }

    private func fill(for process: TargetProcess, keep: Bool) throws(AttachError) {
        process.giveTo(handle)
        let files = EmbeddedFiles.files(under: "agent")
        let sources = Dictionary(
            uniqueKeysWithValues: files.filter { $0.path.hasSuffix(".py") }
                .map { ($0.path, String(decoding: $0.bytes, as: UTF8.self)) })
        guard let attach = sources["looptop/boot/attach.py"], let visit = sources["looptop/boot/visit.py"]
        else { throw .failed("this looptop carries no agent; please report it") }
        let order: JSONValue = [
            "sources": .object(sources.map { ($0, .string($1)) }), "directory": .string(directory), "keep": .bool(keep),
        ]
        var json: [UInt8] = []
        order.write(to: &json)
        // Before the script is there, all that it needs must be.
        try write("agent.json", json, for: process)
        try write("visit.py", Array(visit.utf8), for: process)
        try write("attach.py", Array("folder = \(Self.quoted(folder))\n\(attach)".utf8), for: process)
    }

    /// A Python string.
    static func quoted(_ text: String) -> String {
        var quoted = "'"
        for character in text.unicodeScalars {
            switch character {
            case "\\", "'": quoted += "\\\(character)"
            case "\n": quoted += "\\n"
            default: quoted.unicodeScalars.append(character)
            }
        }
        return quoted + "'"
    }

    private func write(_ file: String, _ bytes: [UInt8], for process: TargetProcess) throws(AttachError) {
        let descriptor = openat(handle, file, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw .failed("cannot write \(folder)/\(file): \(lastError())") }
        defer { close(descriptor) }
        process.giveTo(descriptor)
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            guard count > 0 else { throw .failed("cannot write \(folder)/\(file): \(lastError())") }
            rest = rest.dropFirst(count)
        }
    }

    /// True once the process has begun to load the agent.
    var isTaken: Bool { faccessat(handle, "visit.py", F_OK, 0) != 0 }

    /// The agent's answer, if it is there.
    func answer() -> Answer? {
        if let text = read("socket") { return .socket(text) }
        return read("error").map(Answer.error)
    }

    private func read(_ file: String) -> String? {
        let descriptor = openat(handle, file, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var bytes = [UInt8](repeating: 0, count: 1 << 14)
        let count = Glibc.read(descriptor, &bytes, bytes.count)
        return count < 0 ? nil : String(decoding: bytes[..<count], as: UTF8.self)
    }

    /// Leaves nothing on disk.
    func remove() {
        for file in ["attach.py", "visit.py", "visit", "agent.json", "answer", "socket", "failed", "error"] {
            unlinkat(handle, file, 0)
        }
        unlinkat(parent, name, AT_REMOVEDIR)
    }
}
