import Model

/// Puts tasks that have just ended where they stood, so that the list does not jump and short lives are seen.
enum Lingering {
    typealias Row = TasksState.Row

    /// An ended task stays in its place for so many seconds of the service's clock.
    static let seconds = 2.0
    /// So many ended tasks of one parent are shown at once, beside the selected one: the living have the room.
    static let limitOfOneParent = 1

    /// Those that ended lately, oldest first: of one parent the newest, so that a flood does not hide the living.
    static func tasks(of scene: FilterScene, filter: TaskFilter, selection: TaskID?) -> [TaskRecord] {
        var shown: [TaskID?: Int] = [:]
        var result: [TaskRecord] = []
        let picture = scene.picture
        for task in picture.ended.reversed() {
            let since = picture.now - (task.ended ?? 0)
            // Ends arrive in the order of ticks, not quite in the order of time.
            guard since < seconds + 1 else { break }
            guard since < seconds, filter.matches(task, in: scene) else { continue }
            shown[task.parent, default: 0] += 1
            guard shown[task.parent, default: 0] <= limitOfOneParent || task.id == selection else { continue }
            result.append(task)
        }
        return result.reversed()
    }

    /// The living rows with the ended ones among them: in a tree each below its own parent, or not at all.
    static func merge(
        _ live: [Row], ended: [TaskRecord], before: [Row], form: TaskForm, picture: Picture
    ) -> [Row] {
        guard !ended.isEmpty else { return live }
        var places: [RowID: Int] = Dictionary(minimumCapacity: live.count)
        for (index, row) in live.enumerated() { places[row.id] = index }
        let waiting = ended.filter { places[.task($0.id)] == nil }
        guard !waiting.isEmpty else { return live }
        if form.tree == nil { return inserted(besideWhatStoodAbove(waiting, before: before, places), into: live) }
        var tree = LingeringTree(live: live, places: places, before: before, form: form, picture: picture)
        for task in waiting { tree.add(task) }
        return withGuides(inserted(tree.behind, into: live))
    }

    /// In a list: behind the living row that each of them stood behind; newcomers at the end.
    private static func besideWhatStoodAbove(
        _ ended: [TaskRecord], before: [Row], _ places: [RowID: Int]
    ) -> [Int: [Row]] {
        var waiting = Dictionary(ended.map { ($0.id, $0) }) { first, _ in first }
        var behind: [Int: [Row]] = [:]
        var last = -1
        for row in before {
            if let place = places[row.id] {
                last = place
            } else if let task = row.task.flatMap({ waiting.removeValue(forKey: $0) }) {
                behind[last, default: []].append(Self.row(of: task, depth: 0))
            }
        }
        for task in ended where waiting[task.id] != nil {
            behind[places.count - 1, default: []].append(row(of: task, depth: 0))
        }
        return behind
    }

    private static func inserted(_ behind: [Int: [Row]], into live: [Row]) -> [Row] {
        var rows = behind[-1] ?? []
        rows.reserveCapacity(live.count + behind.count)
        for (index, row) in live.enumerated() {
            rows.append(row)
            rows += behind[index] ?? []
        }
        return rows
    }

    static func row(of task: TaskRecord, depth: Int) -> Row {
        Row(
            tree: TaskRow(
                id: .task(task.id), depth: depth, ancestorsContinue: Array(repeating: false, count: depth),
                isLast: true),
            ended: task)
    }

    /// The guides of the tree drawn anew, from the last row to the first: who has a sibling further down?
    private static func withGuides(_ rows: [Row]) -> [Row] {
        var rows = rows
        var follows: [Bool] = []
        for index in rows.indices.reversed() {
            let depth = rows[index].tree.depth
            while follows.count <= depth { follows.append(false) }
            rows[index].tree.isLast = !follows[depth]
            follows[depth] = true
            follows.removeLast(follows.count - depth - 1)
            rows[index].tree.ancestorsContinue = Array(follows[..<depth])
        }
        return rows
    }
}
