/// Which application a process belongs to: the agent's rule (`family.py`), for processes that have no agent.
///
/// A process is of its parent's application if it was forked from it and has not run another program since, or if
/// multiprocessing has started it.
enum ProcessFamily {
    private static let deepest = 16
    private static let spawned = ["from multiprocessing.spawn import", "from multiprocessing.forkserver import"]

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
