/// One step on the way from a task to what keeps it: the task, where it stands, and what it waits for.
public struct WaitLink: Hashable, Sendable {
    /// The task that waits, or the last one, which may not.
    public var task: TaskID
    /// The line where it waits.
    public var location: CodeLocation?
    /// The group between it and the next task.
    public var group: GroupID?
    /// The resource between it and the next task, and in which role it stands in line.
    public var resource: ResourceWait?
    /// How many hold that resource; the next task is the one that has held it longest.
    public var holders = 0
    /// Since when the next task has held it, Unix seconds.
    public var heldSince: Double?
    /// False where that one has had it for at least so long.
    public var isHeldExactly = true
    /// The line of the block in which the next task holds it.
    public var heldAt: CodeLocation?

    /// True where the next task does not hold the resource, but is one that used to take from it: a queue that is full.
    public var isTaken = false

    /// Makes a link of a task that waits for nothing known yet.
    public init(task: TaskID, location: CodeLocation? = nil) {
        self.task = task
        self.location = location
    }
}

/// Why a task does not go on: the links from it to what would have to happen first.
public struct RootCause: Hashable, Sendable {
    /// The tasks on the way, the one in question first.
    public var links: [WaitLink]
    /// What the last of them waits for.
    public var end: End

    /// What stands at the end.
    public enum End: Hashable, Sendable {
        /// The other side of a connection, or a process: the wait says which, and what of it.
        case peer(Wait)
        /// A point in time.
        case timer
        /// It runs, or will at once.
        case running
        /// It runs and keeps the loop from everything else.
        case blocking
        /// A thread does the work.
        case job(Resource.Job?)
        /// Several members of a group, none of them the only reason.
        case several(GroupID, count: Int)
        /// A resource that all who have it will never give back: the tasks that took it have ended.
        case leak(resource: Int)
        /// Somebody has to put, take or set something, and nobody knows who that will be.
        case anyone(ResourceWait)
        /// It waits for a task that waits for it: nothing will ever wake them.
        case cycle(TaskID)
        /// A bare future, or something that the agent cannot tell.
        case unknown
    }
}

/// Tasks that wait for each other in a circle: nothing in the service can wake one of them.
public struct Deadlock: Hashable, Sendable, Identifiable {
    /// Each waits for what the next one has; the last for what the first has. The smallest number comes first.
    public var members: [WaitLink]
    /// How many tasks more wait for one of them, directly or not.
    public var behind: Int
    /// When the circle closed: the youngest of its waits, Unix seconds.
    public var since: Double

    /// The same for the same circle in every picture.
    public var id: [TaskID] { members.map(\.task) }
}
