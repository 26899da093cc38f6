/// Which application a process belongs to: the agent's rule (`process/application.py`), for processes that have no agent.
///
/// A process is of its parent's application if it was forked from it and has not run another program since, or if
/// multiprocessing has started it.
enum ProcessFamily {
    private static let deepest = 16
    private static let forkServer = [
        "from multiprocessing.forkserver import", "import sys; from multiprocessing.forkserver import",  // since 3.14
    ]
    private static let spawned = ["from multiprocessing.spawn import"] + forkServer

    /// The process that leads the application, maybe `pid` itself.
    static func leader(of pid: Int) -> Int {
        var leader = pid
        for _ in 0..<deepest {
            guard let parent = ProcessFacts(pid: leader)?.parent, parent >= 1,
                isSpawned(leader, by: parent) || isForked(leader, from: parent)
            else { break }
            leader = parent
        }
        return leader
    }

    /// The processes of the application that a process leads, which it has started itself: a server's workers, and what it has put
    /// beside them.
    static func members(of leader: Int) -> [Int] {
        ProcessFacts.descendants(of: leader).filter { pid in
            guard !isForkServer(pid), var parent = ProcessFacts(pid: pid)?.parent else { return false }
            if isForkServer(parent), let above = ProcessFacts(pid: parent)?.parent { parent = above }
            return parent == leader && (isSpawned(pid, by: parent) || self.leader(of: pid) == leader)
        }
    }

    /// True for the process from which multiprocessing forks others, and that does nothing else.
    private static func isForkServer(_ pid: Int) -> Bool {
        func isOne(_ pid: Int) -> Bool {
            ProcessFacts.arguments(of: pid).contains { argument in forkServer.contains { argument.hasPrefix($0) } }
        }
        guard isOne(pid), let parent = ProcessFacts(pid: pid)?.parent else { return false }
        return !isOne(parent)
    }

    /// True where both run the same image: each exec puts the addresses of this vector elsewhere.
    private static func isForked(_ pid: Int, from parent: Int) -> Bool {
        guard let vector = FileFacts.contents(of: "/proc/\(pid)/auxv"), !vector.isEmpty else { return false }
        return vector == FileFacts.contents(of: "/proc/\(parent)/auxv")
    }

    /// True where multiprocessing started it, and its parent has not died since: another is then in its place.
    private static func isSpawned(_ pid: Int, by parent: Int) -> Bool {
        let arguments = ProcessFacts.arguments(of: pid)
        guard arguments.contains(where: { argument in spawned.contains { argument.hasPrefix($0) } }),
            let program = FileFacts.link("/proc/\(pid)/exe")
        else { return false }
        return program == FileFacts.link("/proc/\(parent)/exe")
    }
}
