/// What a task is doing.
public enum TaskState: String, Hashable, Sendable, CaseIterable {
    case running, ready, waiting, cancelling, done, failed, cancelled

    /// True once the task has ended.
    public var isEnded: Bool {
        switch self {
        case .running, .ready, .waiting, .cancelling: false
        case .done, .failed, .cancelled: true
        }
    }
}

/// What a suspended task waits on, and since when.
public struct Wait: Hashable, Sendable {
    /// `task`, `timer`, `queue`, ... as the protocol lists them; `unknown` where the agent cannot tell.
    public var kind: String
    /// In few words: `queue get`, `sleep`.
    public var on: String?
    /// The awaited task, where the wait is for one.
    public var task: TaskID?
    /// When the wait began, Unix seconds of the service's clock.
    public var since: Double
    /// False after a late attach: the wait is at least this old.
    public var isExact: Bool

    /// Makes a wait.
    public init(kind: String, on: String? = nil, task: TaskID? = nil, since: Double, isExact: Bool) {
        self.kind = kind
        self.on = on
        self.task = task
        self.since = since
        self.isExact = isExact
    }
}

/// One task, live or just ended.
public struct TaskRecord: Hashable, Sendable, Identifiable {
    /// The number of the task.
    public var id: TaskID
    /// asyncio's name, made harmless by whoever draws it, not here.
    public var name: String
    /// Qualified name of the outermost coroutine.
    public var coroutine: String
    /// The task that called for the creation, where known; it may have ended since.
    public var parent: TaskID?
    /// Number of the loop that runs it.
    public var loop: Int
    /// When it was created, Unix seconds; nil where the agent came later.
    public var created: Double?
    /// Where it was created.
    public var createdAt: CodeLocation?
    /// True where somebody named it (not `Task-N`).
    public var isNamed: Bool
    /// What it is doing.
    public var state: TaskState
    /// Innermost suspended line in the user's own code, else the innermost.
    public var location: CodeLocation?
    /// What it waits on; nil when it does not wait.
    public var wait: Wait?
    /// The group that it waits for.
    public var onGroup: GroupID?
    /// The group that awaits it; of several the first.
    public var group: GroupID?
    /// The group that created it; nil for a task that was passed in.
    public var madeBy: GroupID?
    /// Steps and the time spent in them; nil where nobody counts.
    public var effort: Effort?
    /// When it ended, Unix seconds; nil while it lives.
    public var ended: Double?
    /// False where a task has ended with an outcome that nobody saw; `state` is then `done`.
    public var isOutcomeKnown: Bool
    /// The exception's type and first argument, of a failed task.
    public var error: String?

    /// Makes a record; what is left out is unknown.
    public init(
        id: TaskID, name: String, coroutine: String, parent: TaskID? = nil, loop: Int = 0, created: Double? = nil,
        createdAt: CodeLocation? = nil, isNamed: Bool = false, state: TaskState = .waiting,
        location: CodeLocation? = nil, wait: Wait? = nil, onGroup: GroupID? = nil, group: GroupID? = nil,
        madeBy: GroupID? = nil, effort: Effort? = nil, ended: Double? = nil, isOutcomeKnown: Bool = true,
        error: String? = nil
    ) {
        self.id = id
        self.name = name
        self.coroutine = coroutine
        self.parent = parent
        self.loop = loop
        self.created = created
        self.createdAt = createdAt
        self.isNamed = isNamed
        self.state = state
        self.location = location
        self.wait = wait
        self.onGroup = onGroup
        self.group = group
        self.madeBy = madeBy
        self.effort = effort
        self.ended = ended
        self.isOutcomeKnown = isOutcomeKnown
        self.error = error
    }
}

extension TaskRecord {
    /// What people call it: the name that somebody gave it, else its coroutine, which says more than `Task-17`.
    public var label: String { isNamed ? name : coroutine }
}

/// What a task has cost so far.
public struct Effort: Hashable, Sendable {
    /// Runs by the loop.
    public var steps: Int?
    /// Seconds spent in them.
    public var busy: Double?
    /// True where both are sampled: lower bounds.
    public var isSampled: Bool

    /// Makes an effort.
    public init(steps: Int?, busy: Double?, isSampled: Bool) {
        self.steps = steps
        self.busy = busy
        self.isSampled = isSampled
    }
}

/// What of a task changes while it lives: absolute values, not differences.
public struct TaskChange: Hashable, Sendable {
    /// The task.
    public var id: TaskID
    /// The new name, or nil where it is as it was.
    public var name: String?
    /// As in `TaskRecord`.
    public var state: TaskState
    /// As in `TaskRecord`.
    public var location: CodeLocation?
    /// As in `TaskRecord`.
    public var wait: Wait?
    /// As in `TaskRecord`.
    public var onGroup: GroupID?
    /// As in `TaskRecord`.
    public var group: GroupID?
    /// As in `TaskRecord`.
    public var madeBy: GroupID?
    /// As in `TaskRecord`.
    public var effort: Effort?

    /// Makes a change.
    public init(
        id: TaskID, name: String? = nil, state: TaskState, location: CodeLocation?, wait: Wait?,
        onGroup: GroupID? = nil, group: GroupID? = nil, madeBy: GroupID? = nil, effort: Effort? = nil
    ) {
        self.id = id
        self.name = name
        self.state = state
        self.location = location
        self.wait = wait
        self.onGroup = onGroup
        self.group = group
        self.madeBy = madeBy
        self.effort = effort
    }
}

/// The end of a task.
public struct TaskEnd: Hashable, Sendable {
    /// The task.
    public var id: TaskID
    /// `done`, `failed`, `cancelled`; nil where nobody saw it.
    public var outcome: TaskState?
    /// Unix seconds, within one tick.
    public var ended: Double
    /// As in `TaskRecord`.
    public var error: String?

    /// Makes an end.
    public init(id: TaskID, outcome: TaskState?, ended: Double, error: String? = nil) {
        self.id = id
        self.outcome = outcome
        self.ended = ended
        self.error = error
    }
}
