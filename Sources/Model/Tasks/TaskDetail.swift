/// One task in full, as it was at one moment.
public struct TaskDetail: Hashable, Sendable, Identifiable {
    /// The task.
    public var id: TaskID { record.id }
    /// What the list knows about it too, read at the same moment as the stack.
    public var record: TaskRecord
    /// The await chain, outermost first.
    public var stack: [StackFrame]
    /// Tasks that it waits for: one, or the unfinished members of a group, at most 1000.
    public var awaits: [TaskID]
    /// Tasks that wait for this one.
    public var awaitedBy: [TaskID]
    /// Live tasks that it created.
    public var children: [TaskID]
    /// How often it was asked to end and has not ended; nil where Python does not tell.
    public var cancelRequests: Int?
    /// The request that it handles.
    public var request: Int?
    /// The line of source that created it.
    public var createdSource: String?

    /// Makes a detail of its parts.
    public init(
        record: TaskRecord, stack: [StackFrame] = [], awaits: [TaskID] = [], awaitedBy: [TaskID] = [],
        children: [TaskID] = [], cancelRequests: Int? = nil, request: Int? = nil, createdSource: String? = nil
    ) {
        self.record = record
        self.stack = stack
        self.awaits = awaits
        self.awaitedBy = awaitedBy
        self.children = children
        self.cancelRequests = cancelRequests
        self.request = request
        self.createdSource = createdSource
    }
}
