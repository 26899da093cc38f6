import Model

/// Puts tasks that have just ended where they stood, so that the list does not jump and short lives are seen.
enum Lingering {
    typealias Row = TasksState.Row

    static func merge(_ live: [Row], ended: [TaskRecord], before: [Row], isTree: Bool) -> [Row] {
        guard !ended.isEmpty else { return live }
        let present = Set(live.map(\.id))
        var waiting: [TaskID: TaskRecord] = [:]
        for task in ended where !present.contains(task.id) { waiting[task.id] = task }
        guard !waiting.isEmpty else { return live }

        // Behind which living row did each of them stand?
        var behind: [TaskID?: [Row]] = [:]
        var last: TaskID?
        for row in before {
            if present.contains(row.id) {
                last = row.id
            } else if let task = waiting.removeValue(forKey: row.id) {
                behind[last, default: []].append(Row(tree: leaf(row.tree), ended: task))
            }
        }
        for task in ended where waiting[task.id] != nil {
            let parent = isTree ? task.parent.flatMap { id in live.first { $0.id == id } } : nil
            let anchor = parent?.id ?? live.last?.id
            behind[anchor, default: []].append(Row(tree: newcomer(task, below: parent?.tree), ended: task))
        }

        var rows = behind[nil] ?? []
        rows.reserveCapacity(live.count + ended.count)
        for row in live {
            rows.append(row)
            rows += behind[row.id] ?? []
        }
        return isTree ? withGuides(rows) : rows
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
            id: task.id, depth: trail.count, ancestorsContinue: trail, isLast: (parent?.childCount ?? 0) == 0,
            childCount: 0, isCollapsed: false, isMatch: true)
    }
}
