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
    /// Of a task that failed: the innermost line of the user's own code that the exception came through.
    public var failedAt: CodeLocation?

    /// Makes an end.
    public init(
        id: TaskID, outcome: TaskState?, ended: Double, error: String? = nil, failedAt: CodeLocation? = nil
    ) {
        self.failedAt = failedAt
        self.id = id
        self.outcome = outcome
        self.ended = ended
        self.error = error
    }
}
