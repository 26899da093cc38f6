/// Something that tasks wait for and hold: a queue, a lock, a pool.
public struct Resource: Hashable, Sendable, Identifiable {
    /// The agent's number for it.
    public var id: Int
    /// What it is.
    public var kind: Kind
    /// Package and class: `asyncio.Queue`, `asyncpg.Pool`.
    public var type: String
    /// The variable or attribute that holds it: `Service.jobs`.
    public var name: String?
    /// The user's line that made it, or else one that has it at hand.
    public var place: CodeLocation?
    /// False for what a library keeps for itself.
    public var isUsers = true
    /// How much there is; nil where it is unknown or without bound.
    public var limit: Int?
    /// True where there is no bound, nil where that is unknown.
    public var isUnlimited: Bool?
    /// Taken of `limit`.
    public var inUse: Int?
    /// Open and free.
    public var idle: Int?
    /// Opened so far of `limit`.
    public var size: Int?
    /// Items in a queue, jobs that wait in an executor, tasks at a barrier.
    public var depth: Int?
    /// Of a semaphore or an event.
    public var value: Int?
    /// Items of a queue without `task_done`.
    public var unfinished: Int?
    /// Tasks in `join` of a queue.
    public var joining: Int?
    /// Tasks that wait for it.
    public var waiting = 0
    /// Tasks that hold it, the longest first; of very many the first.
    public var holders: [Holder] = []
    /// How many hold it in all.
    public var held = 0
    /// Taken, and no live task has it; nil where nobody can tell.
    public var leaked: [Leak]?
    /// What the threads of an executor run.
    public var jobs: [Job]?
    /// Counters since somebody watches.
    public var puts: Int?
    /// See `puts`.
    public var gets: Int?
    /// See `puts`.
    public var acquires: Int?
    /// See `puts`: connections.
    public var opened: Int?
    /// See `opened`.
    public var lost: Int?
    /// Seconds that all acquires waited together: a counter.
    public var acquireWait: Double?
    /// What passes through it; nil where nothing is known.
    public var rates: Rates?
    /// Waits that ended in the last minute; nil where none did.
    public var waited: Waited?
    /// Of a queue: since when, in Unix seconds, items lie in it, no task waits for one, and none was taken.
    public var stalledSince: Double?
    /// Since when, in Unix seconds, it is free and yet tasks wait for it: they were not woken.
    public var unwokenSince: Double?
    /// Since when, in Unix seconds, all of it is taken, tasks wait, and no task, thread or callback is known that could
    /// give it back.
    public var abandonedSince: Double?
    /// Tasks that took from a queue and have failed, the last one first, at most 5.
    public var fallen: [Fallen] = []
    /// True once it is closed or shut down.
    public var isClosed: Bool?
    /// What else the library tells, in its words, sorted.
    public var facts: [Fact] = []
    /// In use, else depth, one figure a second, the newest last, at most `historyLimit`.
    public var uses: [Int?] = []

    /// How many seconds of the past are kept.
    public static let historyLimit = 900

    /// Makes a resource of which nothing more is known.
    public init(id: Int, kind: Kind, type: String, name: String? = nil, place: CodeLocation? = nil) {
        self.id = id
        self.kind = kind
        self.type = type
        self.name = name
        self.place = place
    }

    /// What fills it: what is in use, else what lies in it.
    public var use: Int? { inUse ?? depth }

    /// A second has passed: its use becomes the newest of the past.
    mutating func rememberUse() {
        uses.append(use)
        if uses.count > Self.historyLimit + 60 { uses.removeFirst(uses.count - Self.historyLimit) }
    }

    /// Taken by somebody whom nobody can name; nil where it is not known how much is taken.
    public var heldByUnknown: Int? {
        guard kind.canBeHeld, let inUse else { return nil }
        return max(0, inUse - held - (leaked?.count ?? 0))
    }
}

extension Resource {
    /// The kinds of resources. One that this version does not know is kept as `other`.
    public enum Kind: Hashable, Sendable {
        case queue, lock, semaphore, event, condition, barrier, pool, executor, limiter
        case other(String)

        private static let names: [(String, Kind)] = [
            ("queue", .queue), ("lock", .lock), ("semaphore", .semaphore), ("event", .event),
            ("condition", .condition), ("barrier", .barrier), ("pool", .pool), ("executor", .executor),
            ("limiter", .limiter),
        ]

        /// The kind of this name.
        public init(name: String) {
            self = Self.names.first { $0.0 == name }?.1 ?? .other(name)
        }

        /// The name as it is on the wire and in JSON documents.
        public var name: String {
            if case .other(let name) = self { return name }
            return Self.names.first { $0.1 == self }?.0 ?? ""
        }

        /// True where a task can have it for itself.
        public var canBeHeld: Bool {
            switch self {
            case .lock, .semaphore, .condition, .limiter, .pool: true
            case .queue, .event, .barrier, .executor, .other: false
            }
        }
    }

    /// A task that has it.
    public struct Holder: Hashable, Sendable {
        /// The task.
        public var task: TaskID
        /// Since when, Unix seconds.
        public var since: Double
        /// False after a late attach: it has had it at least since then.
        public var isExact: Bool
        /// The line of its block.
        public var location: CodeLocation?

        /// Makes a holder.
        public init(task: TaskID, since: Double, isExact: Bool, location: CodeLocation? = nil) {
            self.task = task
            self.since = since
            self.isExact = isExact
            self.location = location
        }
    }

    /// What is out, and no live task has it.
    public struct Leak: Hashable, Sendable {
        /// The task that had it last; it has ended.
        public var task: TaskID?
        /// That task's name.
        public var name: String?
        /// Where that task took it.
        public var location: CodeLocation?
        /// When that task had it first, Unix seconds.
        public var since: Double?

        /// Makes a leak; what is left out is unknown.
        public init(
            task: TaskID? = nil, name: String? = nil, location: CodeLocation? = nil, since: Double? = nil
        ) {
            self.task = task
            self.name = name
            self.location = location
            self.since = since
        }
    }

    /// A task that took from a queue and has failed.
    public struct Fallen: Hashable, Sendable {
        /// The task; it has ended.
        public var task: TaskID
        /// Its name.
        public var name: String
        /// The exception's type and first argument.
        public var error: String
        /// The innermost line of the user's own code that the exception came through.
        public var location: CodeLocation?
        /// When it was seen to have failed, Unix seconds.
        public var ended: Double

        /// Makes one.
        public init(task: TaskID, name: String, error: String, location: CodeLocation? = nil, ended: Double) {
            self.task = task
            self.name = name
            self.error = error
            self.location = location
            self.ended = ended
        }
    }

    /// What passes through a queue or a pool, a second, over the last ten.
    public struct Rates: Hashable, Sendable {
        /// Items put; nil where unknown.
        public var puts: Double?
        /// Items taken; nil where unknown.
        public var gets: Double?
        /// Taken from a pool; nil where unknown.
        public var acquires: Double?
        /// False: at least so much, for it was only looked at once a second.
        public var isExact: Bool

        /// Makes rates; what is left out is unknown.
        public init(puts: Double? = nil, gets: Double? = nil, acquires: Double? = nil, isExact: Bool = false) {
            self.puts = puts
            self.gets = gets
            self.acquires = acquires
            self.isExact = isExact
        }
    }

    /// Waits that ended in the last minute, of those that looks once a second have seen.
    public struct Waited: Hashable, Sendable {
        /// How many, at least 1.
        public var count: Int
        /// Seconds of the middle one.
        public var median: Double
        /// Seconds of the longest.
        public var longest: Double

        /// Makes a summary.
        public init(count: Int, median: Double, longest: Double) {
            self.count = count
            self.median = median
            self.longest = longest
        }
    }

    /// What a thread of an executor runs.
    public struct Job: Hashable, Sendable {
        /// The thread's name.
        public var thread: String
        /// The function that was handed over.
        public var function: String?
        /// The innermost line of the user's own code.
        public var location: CodeLocation?
        /// Since when it was seen, Unix seconds.
        public var since: Double?
        /// The task that waits for it; nil where it is not known, or none.
        public var task: TaskID?

        /// Makes a job.
        public init(
            thread: String, function: String? = nil, location: CodeLocation? = nil, since: Double? = nil,
            task: TaskID? = nil
        ) {
            self.task = task
            self.thread = thread
            self.function = function
            self.location = location
            self.since = since
        }
    }

    /// Something that a library tells of its pool.
    public struct Fact: Hashable, Sendable {
        /// In the library's words.
        public var name: String
        /// As text.
        public var value: String

        /// Makes a fact.
        public init(name: String, value: String) {
            self.name = name
            self.value = value
        }
    }
}

/// Which resource a task waits for.
public struct ResourceWait: Hashable, Sendable {
    /// The resource.
    public var resource: Int
    /// `get`, `put`, `acquire`, `wait`, `join`.
    public var role: String

    /// Makes a wait.
    public init(resource: Int, role: String) {
        self.resource = resource
        self.role = role
    }
}

/// A task that has begun to wait for a resource, or waits no longer.
public struct ResourceWaitChange: Hashable, Sendable {
    /// The task.
    public var task: TaskID
    /// What it waits for; nil when it does no more.
    public var wait: ResourceWait?

    /// Makes a change.
    public init(task: TaskID, wait: ResourceWait?) {
        self.task = task
        self.wait = wait
    }
}
