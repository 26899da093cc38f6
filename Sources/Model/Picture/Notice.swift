/// Something that the agent has noticed by itself, in the words of the agent.
public struct Notice: Hashable, Sendable {
    /// The kind of finding that it is: `busy-loop`.
    public var kind: String
    /// What tells it from others of its kind, the same each time.
    public var key: String
    /// A sentence with the figures.
    public var text: String
    /// The line in the user's own code that it is about; nil where it is about none, or nobody knows.
    public var location: CodeLocation?
    /// The tasks concerned.
    public var tasks: [TaskID] = []
    /// Since when it is so, Unix seconds; nil where unknown.
    public var since: Double?
    /// True where it is worse than its kind usually is.
    public var isGrave = false

    /// Makes a notice that concerns no task.
    public init(kind: String, key: String, text: String) {
        self.kind = kind
        self.key = key
        self.text = text
    }
}

/// The task that has the lock of `threading` that a blocked loop waits for: it is suspended inside of its `with`.
public struct LockHolder: Hashable, Sendable {
    /// The task.
    public var task: TaskID
    /// Where it is suspended.
    public var location: CodeLocation
    /// The line of its `with`, in the same file.
    public var line: Int

    /// Makes a holder.
    public init(task: TaskID, location: CodeLocation, line: Int) {
        self.task = task
        self.location = location
        self.line = line
    }
}
