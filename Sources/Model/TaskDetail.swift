/// One task in full, as it was at one moment.
public struct TaskDetail: Hashable, Sendable, Identifiable {
    /// The task.
    public var id: TaskID { record.id }
    /// What the list knows about it too, read at the same moment as the stack.
    public var record: TaskRecord
    /// The await chain, outermost first.
    public var stack: [StackFrame]
    /// Tasks that wait for this one.
    public var awaitedBy: [TaskID]
    /// Live tasks that it created.
    public var children: [TaskID]
    /// How often it was asked to end and has not ended; nil where Python does not tell.
    public var cancelRequests: Int?

    /// Makes a detail of its parts.
    public init(
        record: TaskRecord, stack: [StackFrame] = [], awaitedBy: [TaskID] = [], children: [TaskID] = [],
        cancelRequests: Int? = nil
    ) {
        self.record = record
        self.stack = stack
        self.awaitedBy = awaitedBy
        self.children = children
        self.cancelRequests = cancelRequests
    }
}
