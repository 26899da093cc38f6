/// Which processes stand for a server's master: it runs no loop of the application itself, its workers do.
enum Leadership {
    /// The workers of the application that a process leads, with an agent or without; none where it serves itself, or leads nobody.
    ///
    /// What a service has started besides (a notebook server its kernels, a program its pool of processes) never stands for it.
    ///
    /// - Parameter agents: the services with an agent.
    static func workers(of pid: Int, agents: [DiscoveredService]) -> [Int] {
        guard ProcessFamily.leader(of: pid) == pid else { return [] }
        let members = ProcessFamily.members(of: pid)
        guard !members.isEmpty else { return [] }
        // gunicorn's master listens to its own commands with a loop, and its workers may run none.
        if ServiceCommand(ProcessFacts.arguments(of: pid)).server == "gunicorn" { return members }
        return runsLoop(pid, agents, unsaid: nil) ? [] : members.filter { runsLoop($0, agents, unsaid: true) }
    }

    /// An agent knows whether a loop runs; its own selector looks like one from outside.
    ///
    /// - Parameter unsaid: what is taken for so where an agent does not say; nil where the process's descriptors decide.
    private static func runsLoop(_ pid: Int, _ agents: [DiscoveredService], unsaid: Bool?) -> Bool {
        agents.first { $0.pid == pid }.flatMap { $0.hasLoop ?? unsaid } ?? (LoopSigns.loop(of: pid) != nil)
    }
}
