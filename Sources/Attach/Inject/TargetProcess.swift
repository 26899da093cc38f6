import Glibc

/// A process that an agent is to be put into, as it is seen from outside.
struct TargetProcess {
    let pid: Int
    let facts: ProcessFacts
    let status: ProcessStatus
    /// Its executable as the kernel names it; empty where we may not look.
    let executable: String
    /// The environment that it was started with.
    let environment: [String: String]

    /// Looks at a process; nil where there is none.
    init?(pid: Int) {
        guard let facts = ProcessFacts(pid: pid), facts.state != "Z", facts.state != "X",
            let status = ProcessStatus(pid: pid)
        else { return nil }
        self.pid = pid
        self.facts = facts
        self.status = status
        executable = FileFacts.link("/proc/\(pid)/exe") ?? ""
        let variables = FileFacts.contents(of: "/proc/\(pid)/environ", limit: 1 << 20) ?? []
        environment = Dictionary(
            variables.split(separator: 0).compactMap { variable in
                let text = String(decoding: variable, as: UTF8.self)
                guard let sign = text.firstIndex(of: "=") else { return nil }
                return (String(text[..<sign]), String(text[text.index(after: sign)...]))
            }, uniquingKeysWith: { first, _ in first })
    }

    /// Whether it is still the same process.
    var isAlive: Bool {
        guard let now = ProcessFacts(pid: pid) else { return false }
        return now.startTicks == facts.startTicks && now.state != "Z" && now.state != "X"
    }

    /// The threads.
    var threads: [Int] { FileFacts.names(in: "/proc/\(pid)/task").compactMap { Int($0) }.sorted() }

    /// What to put before a path of its own to reach it from here.
    var prefix: String {
        let proc = "/proc/\(pid)"
        let isOurs = ["ns/mnt", "root"].allSatisfy {
            FileFacts.link("\(proc)/\($0)") == FileFacts.link("/proc/self/\($0)")
        }
        return isOurs ? "" : proc + "/root"
    }

    /// A path from its `maps` as it opens from here: with its own mounts they are its paths, in a mere chroot ours.
    func outside(_ path: String) -> String {
        let sameMounts = FileFacts.link("/proc/\(pid)/ns/mnt") == FileFacts.link("/proc/self/ns/mnt")
        return sameMounts ? path : prefix + path
    }

    /// Its user id in its own user namespace.
    private var innerUser: UInt32 {
        let lines = FileFacts.text(of: "/proc/\(pid)/uid_map")?.split(separator: "\n") ?? []
        for line in lines {
            let numbers = line.split(separator: " ").compactMap { UInt32($0) }
            guard numbers.count == 3, status.uid >= numbers[1], status.uid - numbers[1] < numbers[2] else { continue }
            return numbers[0] + (status.uid - numbers[1])
        }
        return status.uid
    }

    /// Where its socket can go, best first, as it sees them: the rule's directory, and others if that cannot be had.
    /// Only paths whose socket can be reached from here too, and that need no quotation marks anywhere.
    var socketDirectories: [String] {
        let user = innerUser
        var found = ["/tmp/looptop-\(user)", "/dev/shm/looptop-\(user)", "/var/tmp/looptop-\(user)"]
        if let chosen = environment["LOOPTOP_DIR"], chosen.hasPrefix("/") {
            found.insert(chosen.last == "/" ? String(chosen.dropLast()) : chosen, at: 0)
        } else if let runtime = environment["XDG_RUNTIME_DIR"], runtime.hasPrefix("/"),
            FileFacts.leadsToOwnDirectory(prefix + runtime, status.uid)
        {
            found.insert(runtime + "/looptop", at: 0)
        }
        let longest = SocketDirectory.longestSocketPath - prefix.utf8.count - "/4194304.sock".utf8.count
        return found.filter { path in
            path.utf8.count > 1 && path.utf8.count <= longest
                && path.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "/._-+,@%".contains($0)) }
        }
    }

    /// Makes the process's user the owner of a file of ours; without effect where we are that user.
    func giveTo(_ descriptor: Int32) {
        if geteuid() == 0 { _ = fchown(descriptor, status.uid, status.gid) }
    }
}
