import Model
import Terminal

/// What a person takes along: a task in full, or a line as it is on screen. Harmless wherever it is pasted: no control
/// character goes with it.
extension Dashboard {
    mutating func copy() -> [Effect] {
        if let task = opened ?? (isHelpOpen || !shown.tellsReasons ? nil : shown.selectedTask),
            let record = lastRecord(task)
        {
            let lines = lines(of: record)
            note = Phrase("copied: ", .good) + Phrase("\(task) \(record.label), \(Plural.count(lines.count, "line"))")
            return [.copy(lines.joined(separator: "\n") + "\n")]
        }
        guard !isHelpOpen, let line = selectedLine else {
            note = .muted("nothing is selected here that could be copied")
            return []
        }
        note = Phrase("copied: ", .good) + Phrase(line)
        return [.copy(line + "\n")]
    }

    /// What the task's own screen says, without its boxes.
    private func lines(of task: TaskRecord) -> [String] {
        let page = TaskView(scene: scene, taskPage: taskPage).page(of: task, in: Rect(0, 2, 200, 200), now: picture.now)
        let parts = [page.why, page.place, page.who].map { $0.map(\.phrase.text) }
        let head = "\(task.id) \(task.label)"
        return ([head] + parts.joined(separator: [""]))
            .map { TextWidth.sanitized($0) }
    }

    /// The row that is selected, as it is drawn.
    private var selectedLine: String? {
        guard let index = shown.selectedIndex else { return nil }
        let canvas = draw(Size(240, max(size.height, Self.smallest.height)), now: picture.now).canvas
        guard let region = canvas.regions.last(where: { $0.target == .row(index) }) else { return nil }
        let line = canvas.grid.lines[region.rect.y]
        return line.split(separator: " ").joined(separator: " ")
    }
}
