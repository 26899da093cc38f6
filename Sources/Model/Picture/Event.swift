/// What can happen to the picture. `Wire` turns every protocol version into these; `Picture.apply` takes them in.
public enum Event: Hashable, Sendable {
    /// A connection stands and says whose it is. Another instance begins a new picture.
    case connected(Service)
    /// Tasks and loops known so far are void; a snapshot of about so many tasks follows.
    case snapshotBegan(tasks: Int, time: Double)
    /// The picture is whole, or as whole as the agent could make it; so many messages have been dropped so far.
    case snapshotEnded(time: Double, isComplete: Bool = true, dropped: Int = 0)
    /// All loops of the service.
    case loops([Loop], time: Double)
    /// What is known where there is no loop; nil where there is one.
    case noLoop(LoopAbsence?)
    /// Tasks seen for the first time.
    case tasksAdded([TaskRecord], time: Double)
    /// Tasks that changed.
    case tasksChanged([TaskChange], time: Double)
    /// Tasks that ended.
    case tasksEnded([TaskEnd], time: Double)
    /// Groups of tasks that are new or have changed.
    case groups([AwaitGroup], time: Double)
    /// Groups that are no more.
    case groupsEnded([GroupID], time: Double)
    /// Culprits of slow callbacks that are new or have changed.
    case slow(SlowReport, time: Double)
    /// What happened, oldest first; `since`: the log knows what happened since then.
    case log([LogEntry], since: Double?, time: Double)
    /// Requests that have begun, or of which more is known now.
    case requests([RequestRecord], time: Double)
    /// Requests that have ended.
    case requestsEnded([RequestEnd], time: Double)
    /// Resources that are new or have changed.
    case resources([Resource], time: Double)
    /// Resources that are no more.
    case resourcesGone([Int], time: Double)
    /// Who waits for which resource now, and who no more.
    case resourceWaits([ResourceWaitChange], time: Double)
    /// A shutdown as it goes on.
    case shutdown(ShutdownStatus, time: Double)
    /// Vital signs now.
    case vitals(Vitals)
    /// Vital signs of the past, oldest first, one a second.
    case history([HistorySample])
    /// The agent does not answer although its process lives. Comes again, with newer numbers, while it lasts.
    case silent(Silence)
    /// The agent answers again.
    case answering
    /// The service's interpreter has run to its end: the agent says so as the last thing.
    case goodbye
    /// The service or the way to it is gone; the reason is a sentence.
    case disconnected(reason: String)
}

/// One second of the past.
public struct HistorySample: Hashable, Sendable {
    /// Unix seconds.
    public var time: Double
    /// Live tasks.
    public var tasks: Double?
    /// Creations in that second.
    public var created: Double?
    /// Ends in that second.
    public var ended: Double?
    /// Worst lag in that second, in seconds.
    public var lag: Double?
    /// Cores used, 1 is one whole core.
    public var cpu: Double?
    /// Bytes.
    public var rss: Double?
    /// Callbacks in that second.
    public var callbacks: Double?
    /// Share of the time that the loop was busy, 0 to 1.
    public var busy: Double?
    /// Steps of tasks in that second.
    public var steps: Double?
    /// Requests in flight.
    public var requests: Double?
    /// Requests begun in that second.
    public var requestsBegun: Double?
    /// Callbacks that were due.
    public var readyQueue: Double?
    /// Seconds of that second in which a loop stood still.
    public var blocked: Double?

    /// Makes a sample; what is left out is unknown.
    public init(
        time: Double, tasks: Double? = nil, created: Double? = nil, ended: Double? = nil, lag: Double? = nil,
        cpu: Double? = nil, rss: Double? = nil, callbacks: Double? = nil, busy: Double? = nil,
        steps: Double? = nil, requests: Double? = nil, requestsBegun: Double? = nil, readyQueue: Double? = nil,
        blocked: Double? = nil
    ) {
        self.time = time
        self.tasks = tasks
        self.created = created
        self.ended = ended
        self.lag = lag
        self.cpu = cpu
        self.rss = rss
        self.callbacks = callbacks
        self.busy = busy
        self.steps = steps
        self.requests = requests
        self.requestsBegun = requestsBegun
        self.readyQueue = readyQueue
        self.blocked = blocked
    }
}
