/// Tasks and groups of a picture as the lines of a tree, from top to bottom.
public struct AwaitTree: Sendable {
    /// The lines; matches of the filter, and what leads to them.
    public let lines: [TreeLine]

    /// Plants the tree of a picture. Siblings stand in the order of creation.
    public init(of picture: Picture, by form: TreeForm, filter: TaskFilter = TaskFilter(parsing: "")) {
        let forest = AwaitForest(of: picture, form: form)
        var walk = Walk(forest: forest, isShown: Self.shown(in: forest, of: picture, filter))
        if form == .await { walk.targets = Self.targets(in: forest, of: picture) }
        walk.run()
        lines = walk.lines
    }

    private static func shown(in forest: AwaitForest, of picture: Picture, _ filter: TaskFilter) -> [Bool] {
        guard !filter.isEmpty else { return [Bool](repeating: true, count: forest.nodes.count) }
        let scene = filter.scene(of: picture)
        let matches = forest.nodes.indices.map { position in
            forest.task(at: position).map { filter.matches($0, in: scene) } ?? false
        }
        return forest.leading(to: matches)
    }

    /// What each task waits for, whether it stands below it or elsewhere.
    private static func targets(in forest: AwaitForest, of picture: Picture) -> [Int?] {
        forest.nodes.map { node in
            guard case .task(let id) = node, let awaited = picture.tasks[id]?.wait?.task else { return nil }
            return forest.position(of: awaited)
        }
    }
}

/// Depth first with a stack of its own: a chain of 100,000 tasks must not end the program.
private struct Walk {
    let forest: AwaitForest
    let isShown: [Bool]
    var targets: [Int?] = []
    private(set) var lines: [TreeLine] = []
    private var children: [[Int]]
    private var isOnPath: [Bool]

    /// Siblings on the way down, and how far they have been walked.
    private struct Level {
        let owner: Int?
        let positions: [Int]
        let cycle: TaskID?
        let above: [Bool]
        var walked = 0
    }

    init(forest: AwaitForest, isShown: [Bool]) {
        self.forest = forest
        self.isShown = isShown
        children = Array(repeating: [], count: forest.nodes.count)
        isOnPath = Array(repeating: false, count: forest.nodes.count)
        for (position, parent) in forest.parents.enumerated() where isShown[position] {
            if let parent { children[parent].append(position) }
        }
    }

    mutating func run() {
        let roots = forest.parents.indices.filter { forest.parents[$0] == nil && isShown[$0] }
        var open = [Level(owner: nil, positions: roots, cycle: nil, above: [])]
        while var level = open.popLast() {
            guard level.walked < level.positions.count else {
                if let cycle = level.cycle { add(.cycle(cycle), level.above, isLast: true) }
                if let owner = level.owner { isOnPath[owner] = false }
                continue
            }
            let position = level.positions[level.walked]
            level.walked += 1
            let isLast = level.walked == level.positions.count && level.cycle == nil
            add(forest.nodes[position], level.above, isLast: isLast)
            open.append(level)
            isOnPath[position] = true
            let isDeepest = level.above.count == TaskOutline.depthLimit
            open.append(
                Level(
                    owner: position, positions: children[position], cycle: cycle(at: position),
                    above: isDeepest ? level.above : level.above + [!isLast]))
        }
    }

    /// The task further up that is waited for here.
    private func cycle(at position: Int) -> TaskID? {
        let target = forest.cuts[position] ?? (targets.isEmpty ? nil : targets[position])
        guard !targets.isEmpty, let target, isOnPath[target], case .task(let id) = forest.nodes[target] else {
            return nil
        }
        return id
    }

    private mutating func add(_ node: TreeNode, _ above: [Bool], isLast: Bool) {
        lines.append(TreeLine(node: node, depth: above.count, ancestorsContinue: above, isLast: isLast))
    }
}
