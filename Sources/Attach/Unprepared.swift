/// A process that looks like an asyncio service and has no agent.
public struct UnpreparedService: Hashable, Sendable {
    /// Its number in our pid namespace.
    public var pid: Int
    /// The process that leads its application.
    public var application: Int
    /// What its command line calls it.
    public var name: String
    /// The server that its command line names.
    public var server: String?
    /// `3.12`, where a path tells.
    public var python: String?
    /// `asyncio`, `uvloop`; nil where we may not look.
    public var loop: String?
    /// False where it is another user's.
    public var isOurs: Bool
}

/// Finds Python processes that run an event loop: asyncio's or uvloop's code is mapped, and they wait with epoll.
/// Of processes that we may not look into, the command line alone can tell.
public enum Unprepared {
    /// All of this machine, but for those that have an agent.
    public static func services(besides known: Set<Int>) -> [UnpreparedService] {
        ProcessFacts.pids.filter { !known.contains($0) }.compactMap(service).sorted { $0.pid < $1.pid }
    }

    static func service(_ pid: Int) -> UnpreparedService? {
        guard let program = FileFacts.link("/proc/\(pid)/exe") else { return closed(pid) }
        guard program.split(separator: "/").last?.hasPrefix("python") == true, waitsWithEpoll(pid),
            let maps = FileFacts.text(of: "/proc/\(pid)/maps", limit: 1 << 22)
        else { return nil }
        let hasUvloop = maps.contains("/uvloop/loop.")
        let leader = ProcessFamily.leader(of: pid)
        let command = ServiceCommand(ProcessFacts.arguments(of: leader))
        // A Python that carries asyncio's C part in itself maps no file of that name: then its server tells.
        guard hasUvloop || maps.contains("/_asyncio.") || command.server != nil else { return nil }
        let version =
            PythonVersion(inPath: program)
            ?? maps.split(separator: "\n").lazy.compactMap {
                PythonVersion(inPath: String($0))
            }.first
        return UnpreparedService(
            pid: pid, application: leader, name: command.name, server: command.server,
            python: version.map { "\($0)" }, loop: hasUvloop ? "uvloop" : "asyncio", isOurs: true)
    }

    private static func waitsWithEpoll(_ pid: Int) -> Bool {
        let folder = "/proc/\(pid)/fd"
        return FileFacts.names(in: folder).contains { FileFacts.link("\(folder)/\($0)") == "anon_inode:[eventpoll]" }
    }

    /// Another user's process, by its command line; masters cannot be told from workers.
    private static func closed(_ pid: Int) -> UnpreparedService? {
        let arguments = ProcessFacts.arguments(of: pid)
        guard arguments.first?.split(separator: "/").last?.hasPrefix("python") == true else { return nil }
        let command = ServiceCommand(arguments)
        guard let server = command.server else { return nil }
        return UnpreparedService(
            pid: pid, application: pid, name: command.name, server: server, python: nil, loop: nil, isOurs: false)
    }
}
