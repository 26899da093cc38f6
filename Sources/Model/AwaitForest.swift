/// Whom a tree of tasks and groups puts below whom.
public enum TreeForm: String, Hashable, Sendable, CaseIterable {
    /// Below each task what it has created; tasks that a group created are below that group.
    case creation
    /// Below each task what it waits for; below a group its members that have not ended.
    case await
}

/// What stands on a line of a tree.
public enum TreeNode: Hashable, Sendable {
    case task(TaskID)
    case group(GroupID)
    /// A task that stands further up already, and is waited for here: a cycle, which nothing will ever end.
    case cycle(TaskID)
}

/// A line of a tree, before anybody draws it.
public struct TreeLine: Hashable, Sendable {
    /// What stands there.
    public var node: TreeNode
    /// How many ancestors stand above it: 0 for a root.
    public var depth: Int
    /// For each ancestor, the root first: whether a sibling of it follows further down.
    public var ancestorsContinue: [Bool]
    /// True where no sibling follows.
    public var isLast: Bool
}

/// Who stands below whom in a picture: every task once, groups that have somebody below or above them, and no circles.
///
/// A task that several others wait for stands below the eldest of them.
struct AwaitForest {
    /// The elder first; a group just before its eldest member.
    let nodes: [TreeNode]
    /// Positions of parents; nil for roots.
    private(set) var parents: [Int?]
    /// Where a circle was cut: the position whose parent it was, and the root that it became.
    private(set) var cuts: [Int: Int] = [:]
    private(set) var positions: [TreeNode: Int] = [:]

    init(of picture: Picture, form: TreeForm) {
        let below: (TaskRecord) -> GroupID? = { form == .creation ? $0.madeBy : $0.group }
        var eldest: [GroupID: TaskID] = [:]
        for task in picture.tasks.values {
            if let group = below(task), picture.groups[group] != nil {
                eldest[group] = min(eldest[group] ?? task.id, task.id)
            }
            if form == .await, let group = task.onGroup, picture.groups[group] != nil, eldest[group] == nil {
                eldest[group] = task.id
            }
        }
        let keyed =
            picture.tasks.keys.map { (key: $0, rank: 1, node: TreeNode.task($0)) }
            + eldest.map { (key: $0.value, rank: 0, node: TreeNode.group($0.key)) }
        nodes = keyed.sorted { ($0.key, $0.rank) < ($1.key, $1.rank) }.map(\.node)
        for (position, node) in nodes.enumerated() { positions[node] = position }
        let awaiters = form == .await ? Self.awaiters(in: picture) : Awaiters()
        parents = []
        for node in nodes {
            let parent: TreeNode? =
                switch node {
                case .task(let id):
                    Self.parent(of: picture.tasks[id], below, eldest, form: form, awaiters)
                case .group(let id): (picture.groups[id]?.owner ?? awaiters.ofGroups[id]).map { .task($0) }
                case .cycle: nil
                }
            parents.append(parent.flatMap { positions[$0] })
        }
        cutCircles()
    }

    private static func parent(
        of task: TaskRecord?, _ below: (TaskRecord) -> GroupID?, _ shown: [GroupID: TaskID], form: TreeForm,
        _ awaiters: Awaiters
    ) -> TreeNode? {
        guard let task else { return nil }
        if let group = below(task), shown[group] != nil { return .group(group) }
        let above = form == .creation ? task.parent : awaiters.ofTasks[task.id]
        return above.map { .task($0) }
    }

    /// The eldest task that waits for each.
    private struct Awaiters {
        var ofTasks: [TaskID: TaskID] = [:]
        var ofGroups: [GroupID: TaskID] = [:]
    }

    private static func awaiters(in picture: Picture) -> Awaiters {
        var awaiters = Awaiters()
        for task in picture.tasks.values {
            if let awaited = task.wait?.task {
                awaiters.ofTasks[awaited] = min(awaiters.ofTasks[awaited] ?? task.id, task.id)
            }
            if let group = task.onGroup {
                awaiters.ofGroups[group] = min(awaiters.ofGroups[group] ?? task.id, task.id)
            }
        }
        return awaiters
    }

    /// The eldest of each circle becomes a root.
    private mutating func cutCircles() {
        // 0: not yet seen; otherwise the walk that has seen it.
        var seenBy = [Int](repeating: 0, count: parents.count)
        for start in parents.indices where seenBy[start] == 0 {
            var position = start
            seenBy[position] = start + 1
            while let parent = parents[position] {
                if seenBy[parent] == start + 1 {
                    cutCircle(through: parent)
                    break
                }
                guard seenBy[parent] == 0 else { break }
                seenBy[parent] = start + 1
                position = parent
            }
        }
    }

    private mutating func cutCircle(through start: Int) {
        var root = start
        var position = start
        while let parent = parents[position], parent != start {
            root = min(root, parent)
            position = parent
        }
        // A group is no good beginning: what is awaited in the end is a task.
        if case .group = nodes[root], let above = parents[root] { root = above }
        if let above = parents[root] { cuts[above] = root }
        parents[root] = nil
    }
}
