/// The number of a group: given by the agent, never reused within one instance of a service. Over several workers it is
/// unique with its worker.
public struct GroupID: Hashable, Comparable, Sendable {
    private let packed: Int

    /// The number as it is on the wire, 1 or more.
    public var rawValue: Int { WorkerNumber.number(of: packed) }
    /// The pid of the worker, where there are several; else 0.
    public var worker: Int { WorkerNumber.worker(of: packed) }

    /// Makes an id of the agent's number.
    public init(_ rawValue: Int, worker: Int = 0) {
        packed = WorkerNumber.packed(rawValue, worker: worker)
    }

    /// Older groups come first, worker by worker.
    public static func < (left: GroupID, right: GroupID) -> Bool {
        left.packed < right.packed
    }

    func of(worker: Int) -> GroupID { GroupID(rawValue, worker: worker) }
}

/// What binds several tasks together: a `gather`, `wait`, `as_completed`, or a task group. A node of both trees.
public struct AwaitGroup: Hashable, Sendable, Identifiable {
    /// The number of the group.
    public var id: GroupID
    /// `gather`, `wait`, `as_completed`, `shield`, `task_group`, `cancel_scope`.
    public var kind: String
    /// Its name, where it has one.
    public var name: String?
    /// The task that awaits it, or that opened it.
    public var owner: TaskID?
    /// The user's line that made it.
    public var location: CodeLocation?
    /// Tasks in it so far, those that have ended included.
    public var total: Int?
    /// How many of them have ended.
    public var done: Int?
    /// How many of them ended with an exception.
    public var failed: Int?
    /// Of a `gather`: whether exceptions are results.
    public var returnsExceptions: Bool?

    /// Makes a group; what is left out is unknown.
    public init(
        id: GroupID, kind: String, name: String? = nil, owner: TaskID? = nil, location: CodeLocation? = nil,
        total: Int? = nil, done: Int? = nil, failed: Int? = nil, returnsExceptions: Bool? = nil
    ) {
        self.id = id
        self.kind = kind
        self.name = name
        self.owner = owner
        self.location = location
        self.total = total
        self.done = done
        self.failed = failed
        self.returnsExceptions = returnsExceptions
    }
}
