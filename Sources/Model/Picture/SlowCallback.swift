/// Blocks of a loop that have the same culprit: the innermost line of the user's own code while the loop stood still.
public struct SlowCallback: Hashable, Sendable, Identifiable {
    /// The agent's number for this culprit.
    public var id: Int
    /// The culprit; nil where the blocks were over before anybody could look.
    public var location: CodeLocation?
    /// Its line of source.
    public var source: String?
    /// Blocks so far.
    public var count: Int
    /// Their length together, seconds.
    public var total: Double
    /// The longest, seconds.
    public var max: Double
    /// When the first and the last of them began, Unix seconds.
    public var first: Double
    /// See `first`.
    public var last: Double
    /// How many looks at the stack agree on the culprit.
    public var samples: Int
    /// The stack of the last block, outermost first.
    public var stack: [StackFrame]
    /// The task of the last block, its name and coroutine.
    public var task: TaskID?
    /// See `task`.
    public var name: String?
    /// See `task`.
    public var coroutine: String?
    /// The request that the last block was for: `GET /quote`.
    public var request: String?
    /// Callbacks that were ready and had to wait in the last block, at most.
    public var delayed: Int?
    /// Share of the last block that the thread was on CPU, 0 to 1: low for a sleep, high for a computation.
    public var cpu: Double?
    /// Seconds of all blocks in which the thread could have run, and the machine had no CPU for it; nil where unknown.
    public var starved: Double?
    /// The longest block without that, seconds; nil where it was never measured.
    public var worked: Double?
    /// True where the last block kept the interpreter lock (GIL) while it computed: no other thread could run meanwhile.
    public var keepsGIL = false
    /// True where the longest had begun before anybody looked: it may have been longer.
    public var isAtLeast = false
    /// How long the last of them lasts already, seconds; nil where it is over.
    public var open: Double?
    /// How long the blocks were.
    public var histogram: [Bucket]
    /// The last blocks, newest first, at most 20.
    public var latest: [Block]

    /// A class of lengths.
    public struct Bucket: Hashable, Sendable {
        /// Blocks in it are at most this long, seconds; nil for the last class, which has no end.
        public var bound: Double?
        /// Blocks in it.
        public var count: Int

        /// Makes a class.
        public init(bound: Double?, count: Int) {
            self.bound = bound
            self.count = count
        }
    }

    /// One block.
    public struct Block: Hashable, Sendable {
        /// When it began, Unix seconds.
        public var time: Double
        /// How long it was.
        public var seconds: Double
        /// The task whose step it was.
        public var task: TaskID?
        /// Callbacks that were ready and had to wait, at most.
        public var delayed: Int?

        /// Makes a block.
        public init(time: Double, seconds: Double, task: TaskID? = nil, delayed: Int? = nil) {
            self.time = time
            self.seconds = seconds
            self.task = task
            self.delayed = delayed
        }
    }

    /// Makes a culprit of its parts; what is left out is unknown.
    public init(
        id: Int, location: CodeLocation?, source: String? = nil, count: Int, total: Double, max: Double,
        first: Double, last: Double, samples: Int = 0, stack: [StackFrame] = [], task: TaskID? = nil,
        name: String? = nil, coroutine: String? = nil, request: String? = nil, delayed: Int? = nil,
        cpu: Double? = nil, histogram: [Bucket] = [], latest: [Block] = []
    ) {
        self.id = id
        self.location = location
        self.source = source
        self.count = count
        self.total = total
        self.max = max
        self.first = first
        self.last = last
        self.samples = samples
        self.stack = stack
        self.task = task
        self.name = name
        self.coroutine = coroutine
        self.request = request
        self.delayed = delayed
        self.cpu = cpu
        self.histogram = histogram
        self.latest = latest
    }
}

/// What is known of slow callbacks.
public struct SlowReport: Hashable, Sendable {
    /// Blocks longer than this are noted, seconds; nil until the agent has told.
    public var threshold: Double?
    /// Since when blocks are known, Unix seconds.
    public var since: Double?
    /// Every culprit once, in no order.
    public var culprits: [SlowCallback]

    /// Makes a report.
    public init(threshold: Double? = nil, since: Double? = nil, culprits: [SlowCallback] = []) {
        self.threshold = threshold
        self.since = since
        self.culprits = culprits
    }

    /// How many culprits are kept: those whose last block is the longest ago go first.
    public static let limit = 400

    /// Takes in culprits that are new or have changed.
    mutating func merge(_ newer: SlowReport) {
        threshold = newer.threshold ?? threshold
        since = newer.since ?? since
        for culprit in newer.culprits {
            if culprit.count == 0 {
                // It counted for a block under way, which was another's.
                culprits.removeAll { $0.id == culprit.id }
            } else if let known = culprits.firstIndex(where: { $0.id == culprit.id }) {
                culprits[known] = culprit
            } else {
                culprits.append(culprit)
            }
        }
        guard culprits.count > Self.limit else { return }
        culprits.sort { $0.last > $1.last }
        culprits.removeLast(culprits.count - Self.limit)
    }
}
