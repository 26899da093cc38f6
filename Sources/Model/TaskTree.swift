/// The creation tree of live tasks, flattened into rows.
///
/// A task whose parent is unknown or has ended is a root. Parents come from outside: a circle of them, which no honest
/// service has, is cut at its first task.
public struct TaskTree: Sendable {
    /// The tasks, in the order that siblings have.
    public let tasks: [TaskRecord]
    /// Positions in `tasks` of those without a live parent.
    public let roots: [Int]
    /// Tasks deeper than this are shown at this depth: nobody reads further right, and guides cost depth times tasks.
    public static let depthLimit = 100
    private let firstChild: [Int]
    private let childPositions: [Int]

    /// Plants the tree of a picture.
    public init(of picture: Picture, order: TaskOrder = TaskOrder()) {
        let unordered = Array(picture.tasks.values)
        self.init(tasks: order.positions(in: unordered, now: picture.now).map { unordered[$0] })
    }

    private init(tasks: [TaskRecord]) {
        var positions: [TaskID: Int] = Dictionary(minimumCapacity: tasks.count)
        for (position, task) in tasks.enumerated() { positions[task.id] = position }
        let parents = Self.withoutCircles(tasks.map { task in task.parent.flatMap { positions[$0] } })

        // The children of task n are childPositions[firstChild[n]..<firstChild[n + 1]]: two arrays, not one a task.
        var firstChild = [Int](repeating: 0, count: tasks.count + 1)
        for case let parent? in parents { firstChild[parent + 1] += 1 }
        for position in tasks.indices { firstChild[position + 1] += firstChild[position] }
        var free = firstChild
        var childPositions = [Int](repeating: 0, count: firstChild.last ?? 0)
        for (position, parent) in parents.enumerated() {
            guard let parent else { continue }
            childPositions[free[parent]] = position
            free[parent] += 1
        }
        self.tasks = tasks
        self.roots = parents.indices.filter { parents[$0] == nil }
        self.firstChild = firstChild
        self.childPositions = childPositions
    }

    /// The children of the task at a position, in the tree's order.
    public func children(of position: Int) -> ArraySlice<Int> {
        childPositions[firstChild[position]..<firstChild[position + 1]]
    }

    /// The rows of the tree of a picture. See `rows(filter:collapsed:now:)`.
    public static func rows(of picture: Picture, order: TaskOrder, filter: TaskFilter, collapsed: Set<TaskID>)
        -> [TaskRow]
    {
        TaskTree(of: picture, order: order).rows(filter: filter, collapsed: collapsed, now: picture.now)
    }

    /// The tasks of a picture as a flat list.
    public static func list(of picture: Picture, order: TaskOrder, filter: TaskFilter) -> [TaskRow] {
        let tasks = picture.tasks.values.filter { filter.matches($0, now: picture.now) }
        return order.positions(in: tasks, now: picture.now).map { TaskRow(id: tasks[$0].id) }
    }

    /// The tree as rows from top to bottom: matches and their ancestors, without what is collapsed.
    ///
    /// A collapsed task stays collapsed while a filter is set; it is shown where a match is somewhere below it.
    public func rows(filter: TaskFilter, collapsed: Set<TaskID>, now: Double) -> [TaskRow] {
        let matches = tasks.map { filter.matches($0, now: now) }
        let isShown = filter.isEmpty ? matches : leadingToMatches(matches)
        var rows: [TaskRow] = []
        rows.reserveCapacity(tasks.count)
        // Depth first with a stack of its own: a chain of 100,000 tasks must not end the program.
        var open = [Level(positions: shown(roots[...], isShown), above: [])]
        while let last = open.indices.last {
            guard let position = open[last].next() else {
                open.removeLast()
                continue
            }
            let level = open[last]
            let id = tasks[position].id
            let children = shown(children(of: position), isShown)
            let isCollapsed = !children.isEmpty && collapsed.contains(id)
            rows.append(
                TaskRow(
                    id: id, depth: level.above.count, ancestorsContinue: level.above, isLast: level.isAtEnd,
                    childCount: children.count, isCollapsed: isCollapsed, isMatch: matches[position]))
            guard !children.isEmpty, !isCollapsed else { continue }
            let isDeepest = level.above.count == Self.depthLimit
            open.append(Level(positions: children, above: isDeepest ? level.above : level.above + [!level.isAtEnd]))
        }
        return rows
    }

    private func shown(_ positions: ArraySlice<Int>, _ isShown: [Bool]) -> [Int] {
        positions.filter { isShown[$0] }
    }

    private func leadingToMatches(_ matches: [Bool]) -> [Bool] {
        var leads = matches
        for position in preorder().reversed() where !leads[position] {
            leads[position] = children(of: position).contains { leads[$0] }
        }
        return leads
    }

    /// All positions, each parent before its children.
    private func preorder() -> [Int] {
        var result = roots
        result.reserveCapacity(tasks.count)
        var next = 0
        while next < result.count {
            result.append(contentsOf: children(of: result[next]))
            next += 1
        }
        return result
    }

    private static func withoutCircles(_ parents: [Int?]) -> [Int?] {
        var parents = parents
        // 0: not yet seen; otherwise the walk that has seen it.
        var seenBy = [Int](repeating: 0, count: parents.count)
        for start in parents.indices where seenBy[start] == 0 {
            var position = start
            while true {
                seenBy[position] = start + 1
                guard let parent = parents[position] else { break }
                guard seenBy[parent] == 0 else {
                    if seenBy[parent] == start + 1 { parents[position] = nil }
                    break
                }
                position = parent
            }
        }
        return parents
    }

    /// Siblings on the way down, and how far they have been walked.
    private struct Level {
        let positions: [Int]
        let above: [Bool]
        var walked = 0
        var isAtEnd: Bool { walked == positions.count }

        init(positions: [Int], above: [Bool]) {
            self.positions = positions
            self.above = above
        }

        mutating func next() -> Int? {
            guard walked < positions.count else { return nil }
            walked += 1
            return positions[walked - 1]
        }
    }
}
