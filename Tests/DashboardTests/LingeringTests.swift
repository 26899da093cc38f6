import Model
import Terminal
import Testing

@testable import Dashboard

/// Ended tasks stay for two seconds where they stood: in a tree that is below their own parent, or nowhere.
struct LingeringTests {
    /// 4 parents with 4 children each, whose waits change with every picture, so that the order by wait does too.
    private static func tasks(round: Int) -> [TaskRecord] {
        (1...4).flatMap { parent in
            [task(parent, below: nil, round: round)]
                + (1...4).map { task(parent * 10 + $0, below: parent, round: round) }
        }
    }

    private static func task(_ id: Int, below parent: Int?, round: Int) -> TaskRecord {
        let seconds = Double((id * 7 + round * 13) % 29)
        return Sample.task(
            id, "task-\(id)", "work", parent: parent, at: Sample.line("app/work.py", 3, "work"),
            wait: Sample.wait("timer", "sleep", seconds), age: 60)
    }

    /// The task that a row stands below, as the tree is drawn.
    private static func parent(of index: Int, in rows: [TasksState.Row]) -> TaskID? {
        let depth = rows[index].tree.depth
        return rows[..<index].last { $0.tree.depth < depth }?.task
    }

    @Test(arguments: 0..<12)
    func anEndedTaskStandsBelowItsOwnParentWhateverTheOrder(round: Int) {
        var dashboard = Dashboard.showing(nil)
        var picture = Sample.picture(tasks: Self.tasks(round: round))
        dashboard.update(picture)
        dashboard.press(.character("2"), .character("s"), .character("s"))
        #expect(dashboard.tasks.order.sort == .wait)

        // One child of each parent ends, and one parent; the waits of the others move all rows about.
        let ended = [11, 23, 32, 44, 3].map { TaskID($0) }
        picture.apply(.tasksEnded(ended.map { end($0, at: Sample.now + 1) }, time: Sample.now + 1))
        let gone = Set(ended)
        let changed = Self.tasks(round: round + 5).filter { !gone.contains($0.id) }.map {
            TaskChange(id: $0.id, state: .waiting, location: $0.location, wait: $0.wait)
        }
        picture.apply(.tasksChanged(changed, time: Sample.now + 1))
        dashboard.update(picture)

        let rows = dashboard.tasks.rows
        let lingering = rows.indices.filter { rows[$0].ended != nil }
        #expect(lingering.count >= 4)
        for index in lingering {
            let task = rows[index].ended
            let living = task?.parent.flatMap { gone.contains($0) ? nil : $0 }
            #expect(Self.parent(of: index, in: rows) == living)
            #expect(rows[index].tree.depth == (living == nil ? 0 : 1))
        }
    }

    private func end(_ id: TaskID, at time: Double) -> TaskEnd {
        TaskEnd(id: id, outcome: .done, ended: time)
    }
}
