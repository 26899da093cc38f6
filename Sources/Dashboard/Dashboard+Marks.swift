import Model
import Terminal

/// Places where tasks wait long by intent: a person marks them, and nothing there is called stuck.
extension Dashboard {
    /// Where the task stands that is selected, or that is on screen.
    private var markable: CodeLocation? {
        if let opened { return lastRecord(opened)?.location }
        if screen == .findings { return findings.selected.flatMap(markable) }
        guard screen == .tasks else { return nil }
        if case .place(let place) = tasks.selected { return place.location }
        return tasks.selection.flatMap(lastRecord)?.location
    }

    /// The place of a finding that would not be one where tasks wait long by intent.
    private func markable(_ finding: Finding) -> CodeLocation? {
        finding.kind == .stuckTask ? finding.evidence.location : nil
    }

    /// Marks the place of the selected task, or takes the mark away.
    mutating func toggleMark() -> [Effect] {
        guard let location = markable else {
            note = Phrase(
                opened == nil && screen == .findings
                    ? "nothing to mark: only a stuck task can be one that waits long by intent"
                    : "nothing to mark: the line where it stands is not known", .look)
            return []
        }
        let known = StuckSettings.marks(of: location, among: findings.marks)
        guard known.isEmpty else { return known.sorted().map { .keepMark($0, isMarked: false) } }
        return [.keepMark(StuckSettings.mark(of: location), isMarked: true)]
    }

    /// The answer to `Effect.keepMark`: it is in the file, or the problem is a sentence.
    public mutating func receive(mark: String, isMarked: Bool, problem: String?) {
        if let problem {
            note = Phrase(problem, .act)
        } else if isMarked {
            findings.marks.insert(mark)
            note = Phrase(mark, .place) + .muted(" is long-running now: who waits there is not stuck")
        } else {
            findings.marks.remove(mark)
            note = Phrase(mark, .place) + .muted(" is no longer long-running")
        }
    }

    /// True of a task at a place that is marked.
    func isMarked(_ task: TaskRecord) -> Bool {
        task.location.map { !StuckSettings.marks(of: $0, among: findings.marks).isEmpty } ?? false
    }
}
