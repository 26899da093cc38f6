/// What a line of the tasks stands for: stays the same while the lines around it come and go.
public enum RowID: Hashable, Sendable {
    case task(TaskID)
    case group(GroupID)
    /// A task that stands further up already, waited for by the task or group (a negative number) of this number.
    case cycle(TaskID, below: Int)
    /// Siblings that look alike, beyond the first few.
    case alike(Alike)
    /// Tasks that wait at the same line for the same kind of thing.
    case place(TaskPlace)

    /// The task that stands on the line itself.
    public var task: TaskID? {
        if case .task(let id) = self { return id }
        return nil
    }
}

/// Siblings of one coroutine that stand at one line of code.
public struct Alike: Hashable, Sendable {
    /// The task, the group (a negative number), or nobody (0) below whom they stand.
    public var below: Int
    /// Their coroutine.
    public var coroutine: String
    /// The line.
    public var file: String
    /// See `file`.
    public var line: Int
}

/// Where tasks are, and what kind of thing they wait for there.
public struct TaskPlace: Hashable, Sendable {
    /// The line; nil for tasks that are nowhere known.
    public var location: CodeLocation?
    /// The kind of wait; nil for those that do not wait.
    public var kind: String?
}

/// A line of a list or tree of tasks, before anybody draws it.
public struct TaskRow: Hashable, Sendable, Identifiable {
    /// What stands there.
    public var id: RowID
    /// How many ancestors stand above it: 0 for a root.
    public var depth: Int
    /// For each ancestor, the root first: whether a sibling of it follows further down.
    public var ancestorsContinue: [Bool]
    /// True where no sibling follows.
    public var isLast: Bool
    /// Lines that belong directly below it: with a filter, those that match or lead to a match.
    public var childCount: Int
    /// Tasks that stand below it at any depth, folded away or not; of a tree alone.
    public var below: Int = 0
    /// True where there are such lines and they are folded away.
    public var isCollapsed: Bool
    /// False for what is there only because it leads to a match.
    public var isMatch: Bool
    /// What the tasks behind a line have in common, where it stands for several.
    public var summary: TaskSummary? { summaries.first }
    // Few rows have one, and there are many rows: an array takes a word where there is none.
    private var summaries: [TaskSummary]

    /// The task that stands there itself.
    public var task: TaskID? { id.task }

    /// Makes a row.
    public init(
        id: RowID, depth: Int = 0, ancestorsContinue: [Bool] = [], isLast: Bool = true, childCount: Int = 0,
        isCollapsed: Bool = false, isMatch: Bool = true, summary: TaskSummary? = nil
    ) {
        self.id = id
        self.depth = depth
        self.ancestorsContinue = ancestorsContinue
        self.isLast = isLast
        self.childCount = childCount
        self.isCollapsed = isCollapsed
        self.isMatch = isMatch
        summaries = summary.map { [$0] } ?? []
    }

    /// The line stands for these.
    mutating func sumUp(_ summary: TaskSummary) { summaries = [summary] }
}
