import Model

/// Where ended tasks stand in a tree of living ones: below their own parent, as near as can be to where they stood.
struct LingeringTree {
    typealias Row = TasksState.Row

    /// The ended rows behind each living one, -1 for those at the top.
    private(set) var behind: [Int: [Row]] = [:]

    private let live: [Row]
    private let places: [RowID: Int]
    private let before: [Row]
    private let form: TaskForm
    private let picture: Picture
    /// For each living row the one that it stands below, and the last that stands below itself.
    private var parents: [Int?]
    private var ends: [Int]
    private var old: [RowID: Int] = [:]

    /// Below what a row stands.
    private enum Parent: Hashable {
        case row(Int)
        /// Below nothing: its parent has ended, or it never had one.
        case root
        /// Its parent lives, and is not shown, or is folded.
        case hidden
    }

    init(live: [Row], places: [RowID: Int], before: [Row], form: TaskForm, picture: Picture) {
        self.live = live
        self.places = places
        self.before = before
        self.form = form
        self.picture = picture
        parents = Array(repeating: nil, count: live.count)
        ends = Array(live.indices)
        var path: [Int] = []
        for (index, row) in live.enumerated() {
            while let last = path.last, live[last].tree.depth >= row.tree.depth { path.removeLast() }
            parents[index] = path.last
            for above in path { ends[above] = index }
            path.append(index)
        }
        for (index, row) in before.enumerated() { old[row.id] = index }
    }

    /// Finds the place of one that has ended; the oldest first.
    mutating func add(_ task: TaskRecord) {
        let stood = old[.task(task.id)]
        let parent = parent(of: task, stood: stood)
        let anchor: Int
        let depth: Int
        switch parent {
        case .hidden: return
        case .row(let place):
            depth = min(live[place].tree.depth + 1, TaskOutline.depthLimit)
            anchor = stood.flatMap { sibling(above: $0, below: place) } ?? place
        case .root:
            depth = 0
            anchor = stood.map { sibling(above: $0, below: nil) ?? -1 } ?? live.count - 1
        }
        // What is deeper belongs to what stands right above it.
        let row = Lingering.row(of: task, depth: depth)
        let rows = behind[anchor] ?? []
        let index = rows.firstIndex { $0.tree.depth < depth } ?? rows.count
        behind[anchor, default: []].insert(row, at: index)
    }

    private func parent(of task: TaskRecord, stood: Int?) -> Parent {
        let parent = form == .creation ? creator(of: task) : stood.map(awaiter) ?? .hidden
        if case .row(let place) = parent, live[place].tree.isCollapsed { return .hidden }
        return parent
    }

    private func creator(of task: TaskRecord) -> Parent {
        if let group = task.madeBy, picture.groups[group] != nil {
            return places[.group(group)].map { .row($0) } ?? .hidden
        }
        guard let above = task.parent, picture.tasks[above] != nil else { return .root }
        return places[.task(above)].map { .row($0) } ?? .hidden
    }

    /// Who waited for it is told by where it stood alone.
    private func awaiter(at stood: Int) -> Parent {
        let depth = before[stood].tree.depth
        guard depth > 0, let above = before[..<stood].last(where: { $0.tree.depth < depth }) else { return .root }
        return places[above.id].map { .row($0) } ?? .hidden
    }

    /// The end of what stands below the next living sibling above a place of before.
    private func sibling(above stood: Int, below parent: Int?) -> Int? {
        let depth = before[stood].tree.depth
        for row in before[..<stood].reversed() where row.tree.depth <= depth {
            guard row.tree.depth == depth else { return nil }
            if let place = places[row.id], parents[place] == parent { return ends[place] }
        }
        return nil
    }
}
