/// What does not change in the life of a service process.
public struct Service: Hashable, Sendable {
    /// Another instance is another process, or another life of it.
    public var instance: String
    /// In the service's own pid namespace.
    public var pid: Int
    /// What people call it.
    public var name: String
    /// The command line.
    public var argv: [String]
    /// Version of Python: `3.12.1`.
    public var python: String
    /// `CPython`, `PyPy`.
    public var implementation: String
    /// uvicorn, sanic, ..., where recognised.
    public var server: String?
    /// Working directory: paths below it are shown short.
    public var directory: String?
    /// When the process started, Unix seconds.
    public var started: Double?
    /// Since when the agent watches, Unix seconds.
    public var agentStarted: Double
    /// True where the agent came after the first loop had started.
    public var isLate: Bool
    /// Version of the agent.
    public var agent: String
    /// What the agent can do.
    public var capabilities: Set<String>
    /// The agent's thread in the service's own pid namespace; nil where it does not tell.
    public var agentThread: Int?
    /// That no agent tells it, but the process's memory, and what is doubtful then; nil where an agent does.
    public var outside: OutsideMark?

    /// Makes a service of its parts.
    public init(
        instance: String, pid: Int, name: String, argv: [String] = [], python: String = "",
        implementation: String = "CPython", server: String? = nil, directory: String? = nil, started: Double? = nil,
        agentStarted: Double = 0, isLate: Bool = false, agent: String = "", capabilities: Set<String> = [],
        agentThread: Int? = nil, outside: OutsideMark? = nil
    ) {
        self.instance = instance
        self.pid = pid
        self.name = name
        self.argv = argv
        self.python = python
        self.implementation = implementation
        self.server = server
        self.directory = directory
        self.started = started
        self.agentStarted = agentStarted
        self.isLate = isLate
        self.agent = agent
        self.capabilities = capabilities
        self.agentThread = agentThread
        self.outside = outside
    }
}

/// An event loop of the service.
public struct Loop: Hashable, Sendable, Identifiable {
    /// The agent's number for it.
    public var id: Int
    /// `asyncio`, `uvloop`, or the name of another class.
    public var implementation: String
    /// True between `run_forever`'s beginning and its end.
    public var isRunning: Bool
    /// asyncio's debug mode; nil where unknown.
    public var isDebug: Bool?
    /// Name of the thread that runs it.
    public var threadName: String
    /// True where that is the main thread.
    public var isMain: Bool

    /// Makes a loop of its parts.
    public init(
        id: Int, implementation: String, isRunning: Bool = true, isDebug: Bool? = false,
        threadName: String = "MainThread", isMain: Bool = true
    ) {
        self.id = id
        self.implementation = implementation
        self.isRunning = isRunning
        self.isDebug = isDebug
        self.threadName = threadName
        self.isMain = isMain
    }
}

/// A thread of the service and its stack at one moment.
public struct ServiceThread: Hashable, Sendable {
    /// The thread's name.
    public var name: String
    /// The kernel's number for it, where Python knows it.
    public var nativeID: Int?
    /// True for threads that do not hold up the exit of the process.
    public var isDaemon: Bool
    /// True for the agent's own thread.
    public var isAgent: Bool
    /// The loop that it runs.
    public var loop: Int?
    /// Outermost first.
    public var stack: [StackFrame]

    /// Makes a thread of its parts.
    public init(name: String, nativeID: Int?, isDaemon: Bool, isAgent: Bool, loop: Int?, stack: [StackFrame]) {
        self.name = name
        self.nativeID = nativeID
        self.isDaemon = isDaemon
        self.isAgent = isAgent
        self.loop = loop
        self.stack = stack
    }
}
