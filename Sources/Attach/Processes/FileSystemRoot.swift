import Glibc

/// A root directory that processes have: ours, a container's, a chroot's.
struct FileSystemRoot {
    /// What to put before a path to reach it from here: empty for our own, else `/proc/PID/root`.
    let prefix: String
    /// The processes that have it.
    var pids: [Int]
    /// For each network namespace of these, one process.
    var networks: [Int]

    /// The roots of all processes that we may look at, our own first.
    static func all() -> [FileSystemRoot] {
        let own = Int(getpid())
        var roots: [String: FileSystemRoot] = [:]
        var networks: Set<String> = []
        for pid in [own] + ProcessFacts.pids where pid != own || roots.isEmpty {
            let proc = "/proc/\(pid)"
            guard let mounts = FileFacts.link(proc + "/ns/mnt"), let network = FileFacts.link(proc + "/ns/net"),
                let root = FileFacts.link(proc + "/root")
            else { continue }
            let isNew = networks.insert(network).inserted
            let prefix = pid == own ? "" : proc + "/root"
            roots["\(mounts) \(root)", default: FileSystemRoot(prefix: prefix, pids: [], networks: [])].add(
                pid, isNewNetwork: isNew)
        }
        return roots.values.sorted { ($0.prefix.isEmpty ? 0 : 1, $0.prefix) < ($1.prefix.isEmpty ? 0 : 1, $1.prefix) }
    }

    /// A process of this root, numbered as we number it; nil where it cannot be found.
    func outerPid(of inner: Int) -> Int? {
        prefix.isEmpty ? inner : pids.first { ProcessFacts.innerPid(of: $0) == inner }
    }

    private mutating func add(_ pid: Int, isNewNetwork: Bool) {
        pids.append(pid)
        if isNewNetwork { networks.append(pid) }
    }
}
