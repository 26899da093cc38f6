import Glibc

/// Where a process's standard output goes, as far as can be told from here.
public enum ServiceOutput: Hashable, Sendable {
    /// A file that can be read along with it.
    case file(String)
    /// Something that only its reader can read: `pipe:[4711]`, `/dev/pts/3`, `/dev/null`.
    case elsewhere(String)
    /// Not known from here.
    case unknown

    /// Asks about a process of this machine.
    public init(ofPid pid: Int) {
        let descriptor = "/proc/\(pid)/fd/1"
        var facts = stat()
        guard let name = FileFacts.link(descriptor) else {
            self = .unknown
            return
        }
        guard stat(descriptor, &facts) == 0, facts.st_mode & S_IFMT == S_IFREG,
            access(descriptor, R_OK) == 0
        else {
            self = .elsewhere(name)
            return
        }
        var named = stat()
        let isThere = stat(name, &named) == 0 && named.st_dev == facts.st_dev && named.st_ino == facts.st_ino
        // Of a container, or removed since: the descriptor leads there all the same.
        self = .file(isThere ? name : descriptor)
    }

    /// Asks about several: what they have in common.
    public init(ofPids pids: [Int]) {
        let outputs = Set(pids.map { ServiceOutput(ofPid: $0) })
        self = outputs.count == 1 ? outputs.first ?? .unknown : .unknown
    }

    /// The file, where it is one.
    public var path: String? { if case .file(let path) = self { path } else { nil } }

    /// What it is that cannot be read here.
    public var elsewhere: String? { if case .elsewhere(let name) = self { name } else { nil } }
}
