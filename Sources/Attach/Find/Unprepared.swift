import Outside

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

/// Finds Python processes that run an event loop. Of processes that we may not look into, the command line alone can tell.
public enum Unprepared {
    /// All of this machine, but for those that have an agent, and masters for which their workers stand.
    public static func services(besides known: Set<Int>) -> [UnpreparedService] {
        ProcessFacts.pids.filter { !known.contains($0) }.compactMap(service)
            .filter { $0.server != "gunicorn" || $0.application != $0.pid || ProcessFamily.members(of: $0.pid).isEmpty }
            .sorted { $0.pid < $1.pid }
    }

    static func service(_ pid: Int) -> UnpreparedService? {
        guard let program = FileFacts.link("/proc/\(pid)/exe") else { return closed(pid) }
        guard program.split(separator: "/").last?.hasPrefix("python") == true else { return nil }
        let leader = ProcessFamily.leader(of: pid)
        let command = ServiceCommand(ProcessFacts.arguments(of: leader))
        guard let loop = LoopSigns.loop(of: pid, isServer: command.server != nil) else { return nil }
        let version = PythonVersion(inPath: program) ?? mappedVersion(pid)
        return UnpreparedService(
            pid: pid, application: leader, name: command.name, server: command.server,
            python: version.map { "\($0)" }, loop: loop, isOurs: true)
    }

    private static func mappedVersion(_ pid: Int) -> PythonVersion? {
        let maps = FileFacts.text(of: "/proc/\(pid)/maps", limit: 1 << 22) ?? ""
        return maps.split(separator: "\n").lazy.compactMap { PythonVersion(inPath: String($0)) }.first
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
