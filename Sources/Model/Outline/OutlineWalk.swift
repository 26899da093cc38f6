/// Goes through a forest from top to bottom and notes the rows.
///
/// Depth first with a stack of its own: a chain of 100,000 tasks must not end the program.
struct OutlineWalk {
    let forest: AwaitForest
    let form: TreeForm
    let matches: [Bool]
    /// Matches and what leads to them; nil for all.
    let isShown: [Bool]?
    let choices: TaskOutline.Choices
    private(set) var rows: [TaskRow] = []
    private var isOnPath: [Bool]
    /// The task to keep in sight, and all above it.
    private var kept: Set<Int> = []
    /// For each node how many tasks are shown below it, or would be if nothing were folded.
    private let sizes: [Int]

    /// What stands below a line.
    private enum Item {
        case node(Int)
        case cycle(TaskID, below: Int)
        case alike(Alike, [Int])
    }

    /// Siblings on the way down, and how far they have been walked.
    private struct Level {
        let owner: Int?
        let items: [Item]
        let above: [Bool]
        var walked = 0
    }

    init(
        forest: AwaitForest, form: TreeForm, matches: [Bool], isShown: [Bool]?, choices: TaskOutline.Choices
    ) {
        self.forest = forest
        self.form = form
        self.matches = matches
        self.isShown = isShown
        self.choices = choices
        sizes = forest.sizes(of: isShown)
        isOnPath = Array(repeating: false, count: forest.nodes.count)
        rows.reserveCapacity(min(forest.nodes.count, 20_000))
        var position = choices.kept.flatMap { forest.position(of: $0) }
        while let known = position {
            kept.insert(known)
            position = forest.parents[known]
        }
    }

    mutating func run() {
        let roots = forest.parents.indices.filter { forest.parents[$0] == nil && (isShown?[$0] ?? true) }
        var open = [Level(owner: nil, items: folded(roots, below: 0), above: [])]
        while var level = open.popLast() {
            guard level.walked < level.items.count else {
                if let owner = level.owner { isOnPath[owner] = false }
                continue
            }
            let item = level.items[level.walked]
            level.walked += 1
            let isLast = level.walked == level.items.count
            let items = add(item, level.above, isLast: isLast)
            let above = level.above
            open.append(level)
            guard !items.isEmpty else { continue }
            var owner: Int?
            if case .node(let position) = item {
                owner = position
                isOnPath[position] = true
            }
            let isDeepest = above.count == TaskOutline.depthLimit
            open.append(Level(owner: owner, items: items, above: isDeepest ? above : above + [!isLast]))
        }
    }

    /// Notes a row.
    ///
    /// - Returns: what follows below it.
    private mutating func add(_ item: Item, _ above: [Bool], isLast: Bool) -> [Item] {
        var row = TaskRow(id: id(of: item), depth: above.count, ancestorsContinue: above, isLast: isLast)
        var isAlike = false
        if case .alike = item { isAlike = true }
        let isToggled = !choices.toggled.isEmpty && choices.toggled.contains(row.id)
        let isFolded = choices.folding.folds(row.depth, standsForSeveral: isAlike) != isToggled
        switch item {
        case .node(let position):
            var shown = Array(forest.children(of: position))
            if let isShown { shown.removeAll { !isShown[$0] } }
            let cycle = form == .await ? cycle(at: position) : nil
            row.childCount = shown.count + (cycle == nil ? 0 : 1)
            row.isMatch = matches[position]
            row.isCollapsed = row.childCount > 0 && isFolded
            row.below = sizes[position]
            if case .group = forest.nodes[position] {
                row.isMatch = isShown == nil
                row.sumUp(summary(of: shown))
            } else if row.isCollapsed {
                row.sumUp(summary(below: position))
            }
            rows.append(row)
            guard !row.isCollapsed else { return [] }
            let items = folded(shown, below: number(of: position))
            return items + (cycle.map { [.cycle($0, below: number(of: position))] } ?? [])
        case .cycle:
            rows.append(row)
            return []
        case .alike(_, let positions):
            row.childCount = positions.count
            row.isCollapsed = isFolded
            row.sumUp(summary(of: positions))
            rows.append(row)
            return isFolded ? [] : positions.map { .node($0) }
        }
    }

    private func summary(of positions: [Int]) -> TaskSummary {
        TaskSummary(of: positions.lazy.compactMap { forest.task(at: $0) })
    }

    /// All tasks that stand below a node.
    private func summary(below position: Int) -> TaskSummary {
        var found: [Int] = []
        var pending = Array(forest.children(of: position))
        while let next = pending.popLast() {
            guard isShown?[next] ?? true else { continue }
            found.append(next)
            pending += forest.children(of: next)
        }
        return summary(of: found)
    }

    private func id(of item: Item) -> RowID {
        switch item {
        case .cycle(let id, let below): return .cycle(id, below: below)
        case .alike(let alike, _): return .alike(alike)
        case .node(let position):
            if case .group(let id) = forest.nodes[position] { return .group(id) }
            return .task(forest.tasks[forest.records[position]].id)
        }
    }

    /// Tasks have their number, groups theirs below zero.
    private func number(of position: Int) -> Int {
        if case .group(let id) = forest.nodes[position] { return -id.rawValue }
        return forest.tasks[forest.records[position]].id.order
    }

    /// The task further up that is waited for here.
    private func cycle(at position: Int) -> TaskID? {
        var target = forest.cuts[position]
        if target == nil, let awaited = forest.task(at: position)?.wait?.task {
            target = forest.position(of: awaited)
        }
        guard let target, target == position || isOnPath[target] else { return nil }
        return forest.task(at: target)?.id
    }

    /// Siblings, with one line for those beyond the first few that look alike. One that is stuck is like no other.
    private func folded(_ siblings: [Int], below: Int) -> [Item] {
        guard siblings.count > TaskOutline.alikeLimit else { return siblings.map { .node($0) } }
        var sets: [Alike: [Int]] = [:]
        for position in siblings {
            guard let task = forest.task(at: position), !choices.stuck.contains(task.id) else { continue }
            let alike = Alike(
                below: below, coroutine: task.coroutine, file: task.location?.file ?? "",
                line: task.location?.line ?? 0)
            sets[alike, default: []].append(position)
        }
        var hidden = Set<Int>()
        var behind: [Int: (Alike, [Int])] = [:]
        for (alike, positions) in sets where positions.count > TaskOutline.alikeLimit {
            let rest = positions.dropFirst(TaskOutline.alikeShown).filter { !kept.contains($0) }
            hidden.formUnion(rest)
            let last = positions.indices.last { $0 < TaskOutline.alikeShown || kept.contains(positions[$0]) }
            behind[positions[last ?? 0]] = (alike, rest)
        }
        var items: [Item] = []
        for position in siblings where !hidden.contains(position) {
            items.append(.node(position))
            if let (alike, rest) = behind[position] { items.append(.alike(alike, rest)) }
        }
        return items
    }
}
