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
    /// In the order that siblings have; a group just before its first member.
    private(set) var nodes: [TreeNode] = []
    /// The tasks, in no order.
    let tasks: [TaskRecord]
    /// For each node the place of its task in `tasks`; -1 for groups.
    private(set) var records: [Int] = []
    /// Positions of parents; nil for roots.
    private(set) var parents: [Int?] = []
    /// Where a circle was cut: the position whose parent it was, and the root that it became.
    private(set) var cuts: [Int: Int] = [:]
    private var positions: [TaskID: Int]
    private var groupPositions: [GroupID: Int] = [:]
    /// The children of node n are children[firstChild[n]..<firstChild[n + 1]]: two arrays, not one a node.
    private var firstChild: [Int] = []
    private var childPositions: [Int] = []

    init(of picture: Picture, form: TreeForm, order: TaskOrder = TaskOrder()) {
        tasks = Array(picture.tasks.values)
        positions = Dictionary(minimumCapacity: tasks.count)
        nodes.reserveCapacity(tasks.count)
        records.reserveCapacity(tasks.count)
        for index in order.positions(in: tasks, now: picture.now) {
            let above = form == .creation ? tasks[index].madeBy : tasks[index].group
            if let above { add(above, of: picture) }
            if form == .await, let awaited = tasks[index].onGroup { add(awaited, of: picture) }
            positions[tasks[index].id] = nodes.count
            nodes.append(.task(tasks[index].id))
            records.append(index)
        }
        findParents(in: picture, form)
        cutCircles()
        listChildren()
    }

    private mutating func add(_ group: GroupID, of picture: Picture) {
        guard groupPositions[group] == nil, picture.groups[group] != nil else { return }
        groupPositions[group] = nodes.count
        nodes.append(.group(group))
        records.append(-1)
    }

    func position(of task: TaskID) -> Int? { positions[task] }

    /// The task at a position; nil for groups.
    func task(at position: Int) -> TaskRecord? {
        records[position] >= 0 ? tasks[records[position]] : nil
    }

    /// The nodes below the one at a position, in order.
    func children(of position: Int) -> ArraySlice<Int> {
        childPositions[firstChild[position]..<firstChild[position + 1]]
    }

    /// Those of `matches`, and what leads to them.
    func leading(to matches: [Bool]) -> [Bool] {
        var leads = matches
        for start in matches.indices where matches[start] {
            var position = start
            while let parent = parents[position], !leads[parent] {
                leads[parent] = true
                position = parent
            }
        }
        return leads
    }

    /// For each node how many tasks stand below it, of those that are shown; nil for all.
    func sizes(of isShown: [Bool]?) -> [Int] {
        var sizes = [Int](repeating: 0, count: nodes.count)
        var order: [Int] = parents.indices.filter { parents[$0] == nil }
        order.reserveCapacity(nodes.count)
        // Level by level from the roots; then from the last level up.
        var next = 0
        while next < order.count {
            order += children(of: order[next])
            next += 1
        }
        for position in order.reversed() where isShown?[position] ?? true {
            guard let parent = parents[position] else { continue }
            sizes[parent] += sizes[position] + (records[position] >= 0 ? 1 : 0)
        }
        return sizes
    }

    private mutating func findParents(in picture: Picture, _ form: TreeForm) {
        let awaiters = form == .await ? awaiters() : [:]
        parents = nodes.indices.map { position in
            guard case .group(let id) = nodes[position] else {
                let index = records[position]
                let group = form == .creation ? tasks[index].madeBy : tasks[index].group
                if let above = group.flatMap({ groupPositions[$0] }) { return above }
                return form == .creation ? tasks[index].parent.flatMap { positions[$0] } : awaiters[position]
            }
            return picture.groups[id]?.owner.flatMap { positions[$0] } ?? awaiters[position]
        }
    }

    /// For each node the position of the eldest task that waits for it.
    private func awaiters() -> [Int: Int] {
        var eldest: [Int: Int] = [:]
        for position in nodes.indices where records[position] >= 0 {
            let task = tasks[records[position]]
            let awaited = task.wait?.task.flatMap { positions[$0] }
            for target in [awaited, task.onGroup.flatMap { groupPositions[$0] }] {
                guard let target else { continue }
                if let known = eldest[target], age(known) < task.id.order { continue }
                eldest[target] = position
            }
        }
        return eldest
    }

    /// The elder, the smaller. A group is no good beginning of a tree: what is awaited in the end is a task.
    private func age(_ position: Int) -> Int {
        records[position] >= 0 ? tasks[records[position]].id.order : .max
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
            if age(parent) < age(root) { root = parent }
            position = parent
        }
        if let above = parents[root] { cuts[above] = root }
        parents[root] = nil
    }

    private mutating func listChildren() {
        firstChild = [Int](repeating: 0, count: nodes.count + 1)
        for case let parent? in parents { firstChild[parent + 1] += 1 }
        for position in nodes.indices { firstChild[position + 1] += firstChild[position] }
        var free = firstChild
        childPositions = [Int](repeating: 0, count: firstChild.last ?? 0)
        for (position, parent) in parents.enumerated() {
            guard let parent else { continue }
            childPositions[free[parent]] = position
            free[parent] += 1
        }
    }
}
