/// What to start, and how.
public struct LaunchRequest: Sendable {
    /// The program, looked up in `PATH`, and its arguments; not empty.
    public var command: [String]
    /// What to call the service; nil leaves it to the service.
    public var name: String?
    /// The environment that it inherits.
    public var environment: [String: String]
    /// How long the agent may take to answer; six times as long while the processes still work.
    public var patience: Duration

    /// Makes a request.
    public init(
        command: [String], name: String? = nil, environment: [String: String], patience: Duration = .seconds(10)
    ) {
        self.command = command
        self.name = name
        self.environment = environment
        self.patience = patience
    }

    /// The environment of the service: its own, and what lets the agent in.
    ///
    /// - Parameters:
    ///   - agent: where the agent's package lies.
    ///   - launcher: our own pid: the agent starts at once in the process whose parent that is, and in its children
    ///     only once they run a loop.
    func serviceEnvironment(agent: String, launcher: Int) -> [String: String] {
        var result = environment
        let own = ["\(agent)/looptop/boot", agent]
        let others = environment["PYTHONPATH"].map { [$0] } ?? []
        result["PYTHONPATH"] = (own + others.filter { !$0.isEmpty }).joined(separator: ":")
        result["LOOPTOP_RUN"] = "\(launcher)"
        result["LOOPTOP_NAME"] = name ?? environment["LOOPTOP_NAME"]
        return result
    }
}
