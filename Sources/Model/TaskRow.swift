/// A line of a list or tree of tasks, before anybody draws it.
public struct TaskRow: Hashable, Sendable, Identifiable {
    /// The task.
    public var id: TaskID
    /// How many ancestors stand above it: 0 for a root.
    public var depth: Int
    /// For each ancestor, the root first: whether a sibling of it follows further down.
    public var ancestorsContinue: [Bool]
    /// True where no sibling follows.
    public var isLast: Bool
    /// Children that belong into this tree: with a filter, those that match or lead to a match.
    public var childCount: Int
    /// True where there are children and they are folded away.
    public var isCollapsed: Bool
    /// False for a task that is there only because it leads to a match.
    public var isMatch: Bool

    /// Makes a row.
    public init(
        id: TaskID, depth: Int = 0, ancestorsContinue: [Bool] = [], isLast: Bool = true, childCount: Int = 0,
        isCollapsed: Bool = false, isMatch: Bool = true
    ) {
        self.id = id
        self.depth = depth
        self.ancestorsContinue = ancestorsContinue
        self.isLast = isLast
        self.childCount = childCount
        self.isCollapsed = isCollapsed
        self.isMatch = isMatch
    }
}
