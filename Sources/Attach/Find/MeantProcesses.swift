/// The processes of this machine that a TARGET means: one service, or the workers of one application.
public struct MeantProcesses: Hashable, Sendable {
    /// Those with an agent that may be asked.
    public var services: [DiscoveredService] = []
    /// Those without one.
    public var bare: [Int] = []
    /// The process that leads them, where they stand for it: a server's master.
    public var leader: Int?
    /// The leader, or one of the others, has an agent: theirs may be on the way.
    public var hasAgents = false

    /// The one process that is meant, or the one that leads those that are.
    public var pid: Int { leader ?? services.first?.pid ?? bare.first ?? 0 }

    /// True where a moment may change what is meant. A process that has an agent and no loop, and is new or has new children, may yet
    /// run one, or turn out to lead workers; and new workers of an application that has agents may get theirs.
    public var isUnsettled: Bool {
        guard leader == nil else { return hasAgents && bare.contains(where: Self.isNew) }
        guard services.count == 1, services[0].hasLoop == false, services[0].isSeen else { return false }
        let pid = services[0].pid
        return Self.isNew(pid) || ProcessFamily.members(of: pid).contains(where: Self.isNew)
    }

    private static func isNew(_ pid: Int) -> Bool { ProcessFacts(pid: pid)?.age.map { $0 < youth } ?? false }

    /// Seconds in which a process starts its loop or its workers.
    private static let youth = 3.0

    /// What to call them: `shop (process 4711)`.
    var title: String {
        let name = services.first?.name ?? ServiceCommand(ProcessFacts.arguments(of: pid)).name
        return "\(name) (process \(pid))"
    }

    /// How many of the workers cannot be seen, and which; nil where all can.
    public var gap: String? {
        guard !bare.isEmpty, !services.isEmpty else { return nil }
        let all = bare.count + services.count
        return "\(services.count) of \(all) workers of \(title) \(services.count == 1 ? "has" : "have") an agent: "
            + "\(Self.list(services.map(\.pid))); not seen: \(Self.list(bare))"
    }

    /// What will be done to give those an agent that have none, to be shown before it is.
    ///
    /// - Parameter plans: a way into each, at least one.
    public func sentence(_ plans: [InjectionPlan]) -> String {
        guard leader != nil || plans.count > 1, let first = plans.first else { return plans[0].sentence }
        let pids = Self.list(plans.map(\.pid))
        let state =
            services.isEmpty
            ? bare.count == 1
                ? "the worker of \(title) has no agent: \(pids)"
                : "none of the \(bare.count) workers of \(title) has an agent: \(pids)"
            : gap ?? ""
        return "\(state); \(plans.count == 1 ? "it" : "each") can be given one by \(first.how)"
    }

    /// `12, 13 and 14`.
    static func list(_ pids: [Int]) -> String {
        let words = pids.map { "\($0)" }
        guard words.count > 1 else { return words.first ?? "" }
        return words.dropLast().joined(separator: ", ") + " and " + (words.last ?? "")
    }
}

extension Target {
    /// Finds what is meant, among the services with an agent and the processes without one.
    public func meant(among services: [DiscoveredService]) throws(AttachError) -> MeantProcesses {
        switch self {
        case .socket(let path): MeantProcesses(services: [try Self.service(ofSocket: path, among: services)])
        case .pid(let pid): try Self.processes(ofPid: pid, among: services)
        case .name(let name): try Self.processes(named: name, among: services)
        }
    }

    private static func processes(ofPid pid: Int, among services: [DiscoveredService]) throws(AttachError)
        -> MeantProcesses
    {
        let isThere = ProcessFacts(pid: pid) != nil
        // A number of another namespace means a process only where none has it here.
        let own = services.first { $0.pid == pid && $0.isSeen } ?? (isThere ? nil : services.first { $0.pid == pid })
        if let own, own.hasLoop != false { return MeantProcesses(services: [try permitted(own)]) }
        let agents = workers(of: pid, among: services)
        let workers = isThere ? Leadership.workers(of: pid, agents: services) : agents.map(\.pid)
        if !workers.isEmpty {
            let seen = agents.filter { workers.contains($0.pid) }
            return MeantProcesses(
                services: seen, bare: workers.filter { worker in !services.contains { $0.pid == worker } },
                leader: pid, hasAgents: own != nil || !seen.isEmpty)
        }
        if let own { return MeantProcesses(services: [try permitted(own)]) }
        guard isThere else { throw .unreachable("there is no process \(pid)\n" + found(services)) }
        return MeantProcesses(bare: [pid])
    }

    private static func processes(named name: String, among services: [DiscoveredService]) throws(AttachError)
        -> MeantProcesses
    {
        let matches = services.filter { $0.name == name }
        guard let first = matches.first else { return try processes(withoutAgentNamed: name, among: services) }
        let leaders = Set(matches.map { $0.application ?? $0.pid })
        guard leaders.count == 1, let leader = leaders.first else {
            throw .usage("\(matches.count) services are called \"\(name)\"; name one by its pid:\n" + table(matches))
        }
        guard matches.count > 1 || first.pid != leader || first.hasLoop == false, first.isSeen else {
            return MeantProcesses(services: [try permitted(first)])
        }
        return try processes(ofPid: leader, among: services)
    }

    /// What `ls` lists with the way in.
    private static func processes(withoutAgentNamed name: String, among services: [DiscoveredService])
        throws(AttachError) -> MeantProcesses
    {
        let others = Unprepared.services(besides: Set(services.map(\.pid)))
        let matches = others.filter { $0.name == name }
        let leaders = Set(matches.map(\.application))
        guard let leader = leaders.first else {
            let bare = others.isEmpty ? "" : "\nand these have no agent:\n" + list(others)
            throw .unreachable("no service is called \"\(name)\"\n" + found(services) + bare)
        }
        guard leaders.count == 1 else {
            throw .usage("\(leaders.count) services are called \"\(name)\"; name one by its pid:\n" + list(matches))
        }
        return try processes(ofPid: leader, among: services)
    }

    private static func list(_ processes: [UnpreparedService]) -> String {
        processes.map { "  \($0.pid)  \($0.name)" }.joined(separator: "\n")
    }
}

extension Target {
    /// The services below a process that is none itself, such as a shell or a tool that starts others, a line each; nil where
    /// there are none.
    public static func services(below pid: Int, among services: [DiscoveredService]) -> String? {
        let below = Set(ProcessFacts.descendants(of: pid))
        let agents = services.filter { below.contains($0.pid) && $0.isSeen }.map { (pid: $0.pid, name: $0.name) }
        let others = Unprepared.services(besides: Set(services.map(\.pid)))
            .filter { below.contains($0.pid) }.map { (pid: $0.pid, name: $0.name) }
        let lines = (agents + others).sorted { $0.pid < $1.pid }.map { "  \($0.pid)  \($0.name)" }
        return lines.isEmpty ? nil : lines.joined(separator: "\n")
    }
}
