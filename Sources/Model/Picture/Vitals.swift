/// The vital signs of a service at one moment. What is nil is unknown, not 0.
public struct Vitals: Hashable, Sendable {
    /// Unix seconds of the service's clock.
    public var time: Double
    /// Live tasks, in all and by state.
    public var tasks: Int
    /// Tasks whose next step is due.
    public var ready: Int
    /// Tasks in a step.
    public var running: Int
    /// Suspended tasks.
    public var waiting: Int
    /// Tasks that were asked to end.
    public var cancelling: Int
    /// Creations and ends since the agent started: counters.
    public var created: Int
    /// See `created`.
    public var ended: Int
    /// Last measured lag in seconds, worst loop.
    public var lag: Double?
    /// Worst lag since the previous vitals, seconds.
    public var lagMax: Double?
    /// A loop that does not answer.
    public var blocked: Blocked?
    /// Share of the time that the loop ran callbacks, 0 to 1.
    public var busy: Double?
    /// Callbacks run so far: a counter.
    public var callbacks: Int?
    /// Callbacks that are due now.
    public var readyQueue: Int?
    /// Timers set now.
    public var timers: Int?
    /// Steps of all tasks so far: a counter.
    public var steps: Int?
    /// True where every step is counted, false where they are sampled.
    public var countsEveryStep: Bool
    /// Requests in flight.
    public var requests: Int?
    /// Requests begun so far: a counter.
    public var requestsTotal: Int?
    /// Blocks of a loop so far: a counter.
    public var slow: Int?
    /// The lines that keep the loops busy, the busiest first, over the last minute; nil where unknown.
    public var busiest: [BusyLine]?
    /// CPU seconds of the process so far: a counter.
    public var cpu: Double?
    /// Resident memory in bytes.
    public var rss: Int?
    /// Threads of the process.
    public var threads: Int?
    /// Open file descriptors.
    public var fds: Int?
    /// CPU seconds that the agent's thread has used so far: a counter.
    public var agentCPU: Double?
    /// Seconds spent in the agent's hooks so far, estimated.
    public var hookSeconds: Double?
    /// Bytes the agent uses, estimated.
    public var agentMemory: Int?
    /// Messages that this client has lost so far.
    public var dropped: Int
    /// What has failed in the agent; nil where nothing has.
    public var trouble: AgentTrouble?
    /// What the agent has noticed by itself.
    public var noticed: [Notice] = []
    /// Of how many resources the agent has not decided yet whether something is wrong with them.
    public var doubts = 0

    /// A line of code and the time that the loops spend there.
    public struct BusyLine: Hashable, Sendable {
        /// The line.
        public var location: CodeLocation
        /// Share of the time, 0 to 1.
        public var share: Double

        /// Makes a line.
        public init(location: CodeLocation, share: Double) {
            self.location = location
            self.share = share
        }
    }

    /// A loop that has not answered for more than 0.1 s, and where it stands.
    public struct Blocked: Hashable, Sendable {
        /// Number of the loop.
        public var loop: Int
        /// Since when, Unix seconds.
        public var since: Double
        /// For how long so far, seconds.
        public var seconds: Double
        /// True where the sample itself came late because something held the GIL.
        public var isLate: Bool
        /// True where it stood still already when it was asked for the first time: it may have for longer.
        public var isAtLeast = false
        /// Outermost first.
        public var stack: [StackFrame]
        /// Innermost line of the user's own code.
        public var location: CodeLocation?
        /// The task whose step blocks.
        public var task: TaskID?
        /// Who has the lock that it waits for; nil where it waits for something else, or nobody knows.
        public var lock: LockHolder?

        /// Makes a block of its parts.
        public init(
            loop: Int, since: Double, seconds: Double, isLate: Bool = false, stack: [StackFrame] = [],
            location: CodeLocation? = nil, task: TaskID? = nil
        ) {
            self.loop = loop
            self.since = since
            self.seconds = seconds
            self.isLate = isLate
            self.stack = stack
            self.location = location
            self.task = task
        }
    }

    /// Makes vital signs; what is left out is unknown.
    public init(
        time: Double, tasks: Int = 0, ready: Int = 0, running: Int = 0, waiting: Int = 0, cancelling: Int = 0,
        created: Int = 0, ended: Int = 0, lag: Double? = nil, lagMax: Double? = nil, blocked: Blocked? = nil,
        busy: Double? = nil, callbacks: Int? = nil, readyQueue: Int? = nil, timers: Int? = nil, steps: Int? = nil,
        countsEveryStep: Bool = false, requests: Int? = nil, requestsTotal: Int? = nil, slow: Int? = nil,
        busiest: [BusyLine]? = nil, cpu: Double? = nil,
        rss: Int? = nil, threads: Int? = nil, fds: Int? = nil, agentCPU: Double? = nil, hookSeconds: Double? = nil,
        agentMemory: Int? = nil, dropped: Int = 0, trouble: AgentTrouble? = nil
    ) {
        self.time = time
        self.tasks = tasks
        self.ready = ready
        self.running = running
        self.waiting = waiting
        self.cancelling = cancelling
        self.created = created
        self.ended = ended
        self.lag = lag
        self.lagMax = lagMax
        self.blocked = blocked
        self.busy = busy
        self.callbacks = callbacks
        self.readyQueue = readyQueue
        self.timers = timers
        self.steps = steps
        self.countsEveryStep = countsEveryStep
        self.requests = requests
        self.requestsTotal = requestsTotal
        self.slow = slow
        self.busiest = busiest
        self.cpu = cpu
        self.rss = rss
        self.threads = threads
        self.fds = fds
        self.agentCPU = agentCPU
        self.hookSeconds = hookSeconds
        self.agentMemory = agentMemory
        self.dropped = dropped
        self.trouble = trouble
    }
}
