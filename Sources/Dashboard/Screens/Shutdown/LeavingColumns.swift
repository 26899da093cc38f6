import Model
import Terminal

/// The columns of the tasks that are left.
enum LeavingColumns {
    static let all: [TableColumn<LeavingTask>] = [
        TableColumn(
            title: "TASK", width: ColumnWidth(least: 18, most: 60, growth: 3, rank: 10),
            cell: { task, scene in
                .strong("\(task.id)") + " " + .strong(scene.record(task.id)?.label ?? task.name)
            }),
        TableColumn(
            title: "STATE", width: .fixed(16, rank: 9), cell: { task, scene in scene.leaving(task) }),
        TableColumn(
            title: "SINCE", width: .fixed(8, rank: 6), align: .right,
            cell: { task, scene in task.since.map { Phrase(DurationText.short(scene.now - $0)) } ?? "" }),
        TableColumn(
            title: "WAITS FOR", width: ColumnWidth(least: 14, most: 50, growth: 2, rank: 5),
            cell: { task, scene in
                if let other = task.onTask { return scene.title(other) }
                let shield = task.shieldedBy.map { Phrase.muted(", shielded by \($0)") } ?? ""
                return Phrase(task.wait ?? "") + shield
            }),
        TableColumn(
            title: "AT", width: ColumnWidth(least: 20, most: 60, growth: 2, rank: 8), align: .keepingEnd,
            cell: { task, scene in task.location.map(scene.place) ?? "" }),
    ]
}

extension Scene {
    /// The mark and the words of how a task takes its end.
    fileprivate func leaving(_ task: LeavingTask) -> Phrase {
        let glyphs = settings.glyphs
        switch task.state {
        case "ignores": return Phrase("\(glyphs.warning) ignores cancel", .act)
        case "cancelling": return Phrase("\(glyphs.cancelling) cancelling", .look)
        case "running": return Phrase("\(glyphs.running) running", .look)
        default: return .muted("\(glyphs.waiting) not cancelled")
        }
    }
}
