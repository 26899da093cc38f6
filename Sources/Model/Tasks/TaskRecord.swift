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
    /// Who can end it, outside of the service: `10.0.0.7:5432`, `process 4121 (python -c …)`, the name that is looked up.
    public var peer: String?

    /// Makes a wait.
    public init(
        kind: String, on: String? = nil, task: TaskID? = nil, since: Double, isExact: Bool, peer: String? = nil
    ) {
        self.peer = peer
        self.kind = kind
        self.on = on
        self.task = task
        self.since = since
        self.isExact = isExact
    }
}

/// One task, live or just ended.
///
/// A value that is one word wide, and copied on writing: there are very many of them, and they are handed on, sorted and
/// kept in pictures of which two exist at any time.
public struct TaskRecord: Sendable, Identifiable {
    private var fields: Fields

    /// Never written while a second record has it: see `own`.
    private final class Fields: @unchecked Sendable {
        var values: TaskFields

        init(_ values: TaskFields) {
            self.values = values
        }
    }

    /// The number of the task.
    public var id: TaskID {
        get { fields.values.id }
        set { own().values.id = newValue }
    }
    /// asyncio's name, made harmless by whoever draws it, not here.
    public var name: String {
        get { fields.values.name }
        set { own().values.name = newValue }
    }
    /// Qualified name of the outermost coroutine.
    public var coroutine: String {
        get { fields.values.coroutine }
        set { own().values.coroutine = newValue }
    }
    /// The task that called for the creation, where known; it may have ended since.
    public var parent: TaskID? {
        get { fields.values.parent }
        set { own().values.parent = newValue }
    }
    /// Number of the loop that runs it.
    public var loop: Int {
        get { fields.values.loop }
        set { own().values.loop = newValue }
    }
    /// When it was created, Unix seconds; nil where the agent came later.
    public var created: Double? {
        get { fields.values.created }
        set { own().values.created = newValue }
    }
    /// Where it was created.
    public var createdAt: CodeLocation? {
        get { fields.values.createdAt }
        set { own().values.createdAt = newValue }
    }
    /// True where somebody named it (not `Task-N`).
    public var isNamed: Bool {
        get { fields.values.isNamed }
        set { own().values.isNamed = newValue }
    }
    /// What it is doing.
    public var state: TaskState {
        get { fields.values.state }
        set { own().values.state = newValue }
    }
    /// Innermost suspended line in the user's own code, else the innermost.
    public var location: CodeLocation? {
        get { fields.values.location }
        set { own().values.location = newValue }
    }
    /// What it waits on; nil when it does not wait.
    public var wait: Wait? {
        get { fields.values.wait }
        set { own().values.wait = newValue }
    }
    /// The group that it waits for.
    public var onGroup: GroupID? {
        get { fields.values.onGroup }
        set { own().values.onGroup = newValue }
    }
    /// The group that awaits it; of several the first.
    public var group: GroupID? {
        get { fields.values.group }
        set { own().values.group = newValue }
    }
    /// The group that created it; nil for a task that was passed in.
    public var madeBy: GroupID? {
        get { fields.values.madeBy }
        set { own().values.madeBy = newValue }
    }
    /// Steps and the time spent in them; nil where nobody counts.
    public var effort: Effort? {
        get { fields.values.effort }
        set { own().values.effort = newValue }
    }
    /// When it ended, Unix seconds; nil while it lives.
    public var ended: Double? {
        get { fields.values.ended }
        set { own().values.ended = newValue }
    }
    /// False where a task has ended with an outcome that nobody saw; `state` is then `done`.
    public var isOutcomeKnown: Bool {
        get { fields.values.isOutcomeKnown }
        set { own().values.isOutcomeKnown = newValue }
    }
    /// The exception's type and first argument, of a failed task.
    public var error: String? {
        get { fields.values.error }
        set { own().values.error = newValue }
    }

    /// Makes a record; what is left out is unknown.
    public init(
        id: TaskID, name: String, coroutine: String, parent: TaskID? = nil, loop: Int = 0, created: Double? = nil,
        createdAt: CodeLocation? = nil, isNamed: Bool = false, state: TaskState = .waiting,
        location: CodeLocation? = nil, wait: Wait? = nil, onGroup: GroupID? = nil, group: GroupID? = nil,
        madeBy: GroupID? = nil, effort: Effort? = nil, ended: Double? = nil, isOutcomeKnown: Bool = true,
        error: String? = nil
    ) {
        fields = Fields(
            TaskFields(
                id: id, name: name, coroutine: coroutine, parent: parent, loop: loop, created: created,
                createdAt: createdAt, isNamed: isNamed, state: state, location: location, wait: wait, onGroup: onGroup,
                group: group, madeBy: madeBy, effort: effort, ended: ended, isOutcomeKnown: isOutcomeKnown, error: error
            ))
    }

    /// The fields, where nobody else has them.
    private mutating func own() -> Fields {
        if !isKnownUniquelyReferenced(&fields) { fields = Fields(fields.values) }
        return fields
    }
}

extension TaskRecord: Hashable {
    /// Records that share their fields are the same without a look at them.
    public static func == (left: TaskRecord, right: TaskRecord) -> Bool {
        left.fields === right.fields || left.fields.values == right.fields.values
    }

    /// As `==`.
    public func hash(into hasher: inout Hasher) { hasher.combine(fields.values) }
}

extension TaskRecord {
    /// What people call it: the name that somebody gave it, else its coroutine, which says more than `Task-17`.
    public var label: String { isNamed ? name : coroutine }
}

/// What a record holds.
private struct TaskFields: Hashable {
    var id: TaskID
    var name: String
    var coroutine: String
    var parent: TaskID?
    var loop: Int
    var created: Double?
    var createdAt: CodeLocation?
    var isNamed: Bool
    var state: TaskState
    var location: CodeLocation?
    var wait: Wait?
    var onGroup: GroupID?
    var group: GroupID?
    var madeBy: GroupID?
    var effort: Effort?
    var ended: Double?
    var isOutcomeKnown: Bool
    var error: String?
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
