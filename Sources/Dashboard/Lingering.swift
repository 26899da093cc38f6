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

    /// - Parameter isHidden: whether a task that has no row is folded away.
    static func merge(
        _ live: [Row], ended: [TaskRecord], before: [Row], form: TaskForm, isHidden: (TaskID) -> Bool = { _ in false }
    ) -> [Row] {
        guard !ended.isEmpty else { return live }
        var places: [RowID: Int] = Dictionary(minimumCapacity: live.count)
        for (index, row) in live.enumerated() { places[row.id] = index }
        var waiting: [TaskID: TaskRecord] = [:]
        for task in ended where places[.task(task.id)] == nil { waiting[task.id] = task }
        guard !waiting.isEmpty else { return live }

        // Behind which living row did each of them stand?
        var behind: [Int: [Row]] = [:]
        var last = -1
        for row in before {
            if let place = places[row.id] {
                last = place
            } else if let id = row.task, let task = waiting.removeValue(forKey: id) {
                // It is folded away with what stood around it.
                if last >= 0, live[last].tree.isCollapsed, row.tree.depth > live[last].tree.depth { continue }
                behind[last, default: []].append(Row(tree: leaf(row.tree), ended: task))
            }
        }
        for task in ended where waiting[task.id] != nil {
            let parent = form == .creation ? task.parent.flatMap { places[.task($0)] } : nil
            // Below a parent that is folded nothing is shown.
            if let parent, live[parent].tree.isCollapsed { continue }
            if parent == nil, form == .creation, let above = task.parent, isHidden(above) { continue }
            behind[parent ?? live.count - 1, default: []]
                .append(Row(tree: newcomer(task, below: parent.map { live[$0].tree }), ended: task))
        }

        var rows = behind[-1] ?? []
        rows.reserveCapacity(live.count + ended.count)
        for (index, row) in live.enumerated() {
            rows.append(row)
            rows += behind[index] ?? []
        }
        return form.tree == nil ? rows : withGuides(rows)
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

    /// Its children, if it had any, have other places now.
    private static func leaf(_ row: TaskRow) -> TaskRow {
        var row = row
        row.childCount = 0
        row.isCollapsed = false
        return row
    }

    private static func newcomer(_ task: TaskRecord, below parent: TaskRow?) -> TaskRow {
        let trail = parent.map { $0.ancestorsContinue + [!$0.isLast] } ?? []
        return TaskRow(
            id: .task(task.id), depth: trail.count, ancestorsContinue: trail, isLast: (parent?.childCount ?? 0) == 0)
    }
}
