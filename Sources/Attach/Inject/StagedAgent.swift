import CLinux
import FoundationEssentials
import Glibc

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

    /// `O_PATH`, which the Glibc module does not export: only to find what is below.
    private static let pathOnly: Int32 = 0o10_000_000

    private let name: String
    private let parent: Int32
    private let handle: Int32

    /// Writes the files into the first of the process's directories that will do.
    init(for process: TargetProcess, keep: Bool) throws(AttachError) {
        name = "attach-\(getpid())-\(UInt32.random(in: 0...UInt32.max))"
        let root = Glibc.open("/proc/\(process.pid)/root", Self.pathOnly | O_DIRECTORY | O_CLOEXEC)
        guard root >= 0 else { throw .failed("cannot enter the root of process \(process.pid): \(lastError())") }
        defer { close(root) }
        var reasons: [String] = []
        for candidate in process.socketDirectories {
            switch Self.prepare(candidate, below: root, for: process) {
            case .failure(let reason): reasons.append("  \(candidate): \(reason.text)")
            case .success(let parent):
                guard mkdirat(parent, name, 0o700) == 0,
                    case let handle = openat(parent, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC), handle >= 0
                else {
                    reasons.append("  \(candidate): \(lastError())")
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
            "process \(process.pid) has no directory for the agent's socket:\n" + reasons.joined(separator: "\n"))
    }

    deinit {
        close(handle)
        close(parent)
    }

    private struct Reason: Error {
        let text: String
    }

    /// A directory of the process's user, made if it is missing.
    private static func prepare(_ path: String, below root: Int32, for process: TargetProcess) -> Result<Int32, Reason>
    {
        guard let slash = path.lastIndex(of: "/") else { return .failure(Reason(text: "not absolute")) }
        let last = String(path[path.index(after: slash)...])
        let outside = slash == path.startIndex ? "/" : String(path[..<slash])
        let outer = looptop_open_in_root(root, outside, pathOnly | O_DIRECTORY)
        guard outer >= 0 else { return .failure(Reason(text: lastError())) }
        defer { close(outer) }
        let isNew = mkdirat(outer, last, 0o700) == 0
        guard isNew || errno == EEXIST else { return .failure(Reason(text: lastError())) }
        let handle = openat(outer, last, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
        guard handle >= 0 else { return .failure(Reason(text: lastError())) }
        if isNew { process.giveTo(handle) }
        var facts = stat()
        guard fstat(handle, &facts) == 0, facts.st_uid == process.status.uid, facts.st_mode & 0o077 == 0 else {
            close(handle)
            return .failure(Reason(text: "not the process's own alone (mode 0700)"))
        }
        return .success(handle)
    }

    private func fill(for process: TargetProcess, keep: Bool) throws(AttachError) {
        process.giveTo(handle)
        let files = EmbeddedFiles.files(under: "agent")
        let sources = files.filter { $0.path.hasSuffix(".py") }
            .map { ($0.path, String(decoding: $0.bytes, as: UTF8.self)) }
        let order = Order(sources: Dictionary(uniqueKeysWithValues: sources), directory: directory, keep: keep)
        guard let attach = order.sources["looptop/boot/attach.py"], let visit = order.sources["looptop/boot/visit.py"],
            let json = try? JSONEncoder().encode(order)
        else { throw .failed("this looptop carries no agent; please report it") }
        // Before the script is there, all that it needs must be.
        try write("agent.json", Array(json), for: process)
        try write("visit.py", Array(visit.utf8), for: process)
        try write("attach.py", Array("folder = \(Self.quoted(folder))\n\(attach)".utf8), for: process)
    }

    /// What the agent reads.
    private struct Order: Encodable {
        var sources: [String: String]
        var directory: String
        var keep: Bool
    }

    /// A Python string.
    static func quoted(_ text: String) -> String {
        "'" + text.replacing("\\", with: "\\\\").replacing("'", with: "\\'").replacing("\n", with: "\\n") + "'"
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
