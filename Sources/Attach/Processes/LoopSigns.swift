import Model

/// Whether an event loop runs in a process, as far as its files and descriptors say.
enum LoopSigns {
    /// What a process's files and descriptors say.
    ///
    /// - Parameter isServer: its command line names a server that runs a loop: a Python that carries asyncio's C part in itself maps
    ///   no file of that name.
    /// - Returns: `asyncio` or `uvloop`; nil where nothing speaks for a loop, or where we may not look.
    static func loop(of pid: Int, isServer: Bool = false) -> String? {
        let watched = self.watched(by: pid)
        guard !watched.isEmpty, let maps = FileFacts.text(of: "/proc/\(pid)/maps", limit: 1 << 22) else { return nil }
        let hasUvloop = maps.holds("/uvloop/loop.")
        guard hasUvloop || maps.holds("/_asyncio.") || isServer else { return nil }
        if let parent = ProcessFacts(pid: pid)?.parent {
            guard watched.keys.contains(where: { !isInherited($0, by: pid, from: parent) }) else { return nil }
        }
        if !hasUvloop, !canWakeItself(pid, watched) { return nil }
        return hasUvloop ? "uvloop" : "asyncio"
    }

    /// Whether a descriptor is the very one of the parent: a fork has its parent's, and runs none of its loops.
    ///
    /// Both then tell the same of it, what the parent has added since too; while it adds more, it is told by looking again.
    private static func isInherited(_ descriptor: Int, by pid: Int, from parent: Int) -> Bool {
        (0..<3).contains { _ in
            let own = FileFacts.text(of: "/proc/\(pid)/fdinfo/\(descriptor)", limit: 1 << 22)
            return own != nil && own == FileFacts.text(of: "/proc/\(parent)/fdinfo/\(descriptor)", limit: 1 << 22)
        }
    }

    /// Whether it waits for one end of a pair of sockets that it has itself: asyncio's loops have one, other selectors, such as that
    /// of gunicorn's threads, have none. True where the kernel does not tell.
    private static func canWakeItself(_ pid: Int, _ watched: [Int: Set<String>]) -> Bool {
        let peers = UnixPeers.of(pid)
        guard !peers.isEmpty else { return true }
        let folder = "/proc/\(pid)/fd"
        let own = Set(FileFacts.names(in: folder).compactMap { FileFacts.link("\(folder)/\($0)") })
        return watched.values.joined().contains { socket in
            UInt64(socket.dropFirst(8).dropLast()).flatMap { peers[$0] }.map { own.contains("socket:[\($0)]") } ?? false
        }
    }

    /// The sockets that each of its epoll descriptors waits for, where there are any. A loop has at least one, to wake itself;
    /// what waits for files to change has none, and neither has a loop that never ran.
    private static func watched(by pid: Int) -> [Int: Set<String>] {
        let folder = "/proc/\(pid)/fd"
        var found: [Int: Set<String>] = [:]
        for descriptor in FileFacts.names(in: folder).compactMap({ Int($0) })
        where FileFacts.link("\(folder)/\(descriptor)") == "anon_inode:[eventpoll]" {
            let text = FileFacts.text(of: "/proc/\(pid)/fdinfo/\(descriptor)", limit: 1 << 22) ?? ""
            let links = SelfPipe.watched(in: text).compactMap { FileFacts.link("\(folder)/\($0)") }
            let sockets = Set(links.filter { $0.hasPrefix("socket:") })
            if !sockets.isEmpty { found[descriptor] = sockets }
        }
        return found
    }
}
