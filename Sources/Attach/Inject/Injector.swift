import Glibc

/// Puts the agent into a running process that was not started with it.
public struct Injector: Sendable {
    /// How long it may take until the agent answers.
    public var patience: Duration
    /// The agent stays when its last client has left.
    public var keep: Bool

    /// How much longer it may take once the process has begun to load the agent: then nobody is held up by it any more, and on a
    /// machine without a free CPU it needs more seconds than CPU time.
    static let loading = Duration.seconds(20)

    /// Makes one.
    public init(patience: Duration = .seconds(10), keep: Bool = false) {
        self.patience = patience
        self.keep = keep
    }

    /// Whether and how an agent could be put into a process; changes nothing.
    public static func inspect(_ pid: Int) -> Result<InjectionPlan, InjectionRefusal> {
        Result { () throws(InjectionRefusal) in try Inspection(pid: pid).plan() }
    }

    /// Does what was planned; the service, once its agent answers. Where that fails, nothing of ours is left in the process
    /// or on its disk.
    public func inject(_ plan: InjectionPlan) async throws(AttachError) -> DiscoveredService {
        guard plan.target.isAlive else { throw InjectionRefusal.noProcess(pid: plan.pid).error }
        let interruption = Interruption()
        defer { interruption.end() }
        let agent = try StagedAgent(for: plan.target, keep: keep)
        defer { agent.remove() }
        switch plan.way {
        case .remoteExecution:
            try await RemoteExecutionAttempt(plan: plan, agent: agent, patience: patience).run()
        case .debugger(let path):
            try await DebuggerAttempt(plan: plan, agent: agent, debugger: path, patience: patience).run()
        }
        switch agent.answer() {
        case .socket(let socket)?: return try service(plan, agent, socket: socket)
        case .error(let reason)?:
            let isFiltered = plan.target.status.seccomp == 2
            throw .failed(
                "the agent does not start in process \(plan.pid): \(reason)"
                    + (isFiltered ? "\nit runs under a filter of system calls: looptop doctor \(plan.pid)" : ""))
        case nil: throw .failed("process \(plan.pid) has ended before its agent answered")
        }
    }

    /// The service that has answered: its registration must be that of the very process that we meant.
    private func service(_ plan: InjectionPlan, _ agent: StagedAgent, socket: String) throws(AttachError)
        -> DiscoveredService
    {
        let prefix = plan.target.prefix
        let path = "\(prefix)\(agent.directory)/\(plan.target.status.innerPid).json"
        guard let registration = Registration(path: path), registration.socket == socket else {
            throw .failed("the agent in process \(plan.pid) has gone again; try once more")
        }
        // Without /proc, as in a bare chroot, the service does not know when it has started.
        guard registration.startTicks ?? plan.target.facts.startTicks == plan.target.facts.startTicks else {
            throw .failed(
                "\(path) is of another process: several that call themselves \(plan.target.status.innerPid) share its "
                    + "directory; start them with a LOOPTOP_DIR each")
        }
        let leader = ProcessFamily.leader(of: plan.pid)
        return DiscoveredService(
            pid: plan.pid, name: registration.name ?? "\(plan.pid)", socket: prefix + socket,
            python: registration.python, instance: registration.instance,
            application: leader, applicationTicks: ProcessFacts(pid: leader)?.startTicks, isOurs: true)
    }
}
