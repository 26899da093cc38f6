/// A shutdown as it goes on: told once a second, absolute.
public struct ShutdownStatus: Hashable, Sendable {
    /// When it began, Unix seconds.
    public var begun: Double
    /// `SIGTERM sent to process 4121`.
    public var what: String
    /// Who serves.
    public var server: String?
    /// The phases that this service passes, in order.
    public var phases: [ShutdownPhase] = []
    /// What the service's own code waits in now: sentences, the innermost first.
    public var waits: [String] = []
    /// The server's own limits.
    public var timeouts: [ServerTimeout] = []
    /// When an order's own limit is reached, Unix seconds.
    public var deadline: Double?
    /// What a second signal does.
    public var second: SecondSignal?
    /// Figures of the beginning.
    public var atBegin = ShutdownCounts()
    /// Figures of now.
    public var left = ShutdownCounts()
    /// What holds the exit up, the first thing first.
    public var blockers: [ExitBlocker] = []
    /// Tasks that are left: at most fifty, those first that ignore their cancellation.
    public var tasks: [LeavingTask] = []
    /// What happened, oldest first.
    public var happened: [ShutdownNote] = []

    /// Makes one that has just begun.
    public init(begun: Double, what: String) {
        self.begun = begun
        self.what = what
    }
}

/// A step of a shutdown.
public struct ShutdownPhase: Hashable, Sendable {
    /// Where the service stands with it.
    public enum State: String, Hashable, Sendable {
        /// It is over.
        case done
        /// It is going on.
        case now
        /// It has not begun.
        case later
    }

    /// `listeners`, `requests`, `lifespan`.
    public var name: String
    /// Where the service stands with it.
    public var state: State
    /// How much is left of it, where that is a number.
    public var count: Int?

    /// Makes one.
    public init(name: String, state: State, count: Int? = nil) {
        self.name = name
        self.state = state
        self.count = count
    }
}

/// One thing that holds the exit up.
public struct ExitBlocker: Hashable, Sendable {
    /// `swallowed`, `stream`, `executor`: `PROTOCOL.md` lists them.
    public var kind: String
    /// The task that it is about.
    public var task: TaskID?
    /// Its name, or the request, or the thread.
    public var name: String?
    /// Where it stands, or what caught its cancellation.
    public var location: CodeLocation?
    /// The source there.
    public var source: String?
    /// A sentence.
    public var reason: String
    /// What to do about it.
    public var advice: String?
    /// Since when, Unix seconds.
    public var since: Double?

    /// Makes one.
    public init(
        kind: String, task: TaskID? = nil, name: String? = nil, location: CodeLocation? = nil, source: String? = nil,
        reason: String = "", advice: String? = nil, since: Double? = nil
    ) {
        self.kind = kind
        self.task = task
        self.name = name
        self.location = location
        self.source = source
        self.reason = reason
        self.advice = advice
        self.since = since
    }

    /// The kind in words: `a task that swallowed its cancellation`.
    public var title: String {
        switch kind {
        case "blocked": "the loop stands still"
        case "stream": "an endless stream"
        case "websocket": "an open WebSocket"
        case "request": "a request in flight"
        case "background": "a background task of a request"
        case "start": "a start that has not ended"
        case "swallowed": "a task that swallowed its cancellation"
        case "cancelling": "a task that has been asked to end"
        case "main": "the main task"
        case "task": "a task that nobody has asked to end"
        case "queue-join": "a queue that is not done"
        case "pool": "a pool that cannot close"
        case "wait-closed": "open connections"
        case "cleanup": "the service's own cleanup"
        case "executor": "a thread at work"
        case "thread": "a thread that is no daemon"
        case "no-reaction": "no reaction"
        default: kind
        }
    }
}

/// A task that is left while its service ends.
public struct LeavingTask: Hashable, Sendable {
    /// Its number.
    public var id: TaskID
    /// Its name.
    public var name: String
    /// `ignores`, `cancelling`, `running`, or `waiting` where nobody has asked it.
    public var state: String
    /// How often it was asked to end; nil where nobody did, or where that is not known.
    public var requests: Int?
    /// When it was asked last, Unix seconds.
    public var last: Double?
    /// Since when it is as it is, Unix seconds.
    public var since: Double?
    /// What it waits for, in few words.
    public var wait: String?
    /// The task that it waits for.
    public var onTask: TaskID?
    /// Where it is, or what caught its cancellation.
    public var location: CodeLocation?
    /// The task whose `shield` keeps cancellations away from it.
    public var shieldedBy: TaskID?

    /// Makes one.
    public init(
        id: TaskID, name: String, state: String = "waiting", requests: Int? = nil, last: Double? = nil,
        since: Double? = nil, wait: String? = nil, onTask: TaskID? = nil, location: CodeLocation? = nil,
        shieldedBy: TaskID? = nil
    ) {
        self.id = id
        self.name = name
        self.state = state
        self.requests = requests
        self.last = last
        self.since = since
        self.wait = wait
        self.onTask = onTask
        self.location = location
        self.shieldedBy = shieldedBy
    }
}

/// Something that happened meanwhile.
public struct ShutdownNote: Hashable, Sendable {
    /// Unix seconds.
    public var time: Double
    /// A sentence.
    public var text: String

    /// Makes one.
    public init(time: Double, text: String) {
        self.time = time
        self.text = text
    }
}
