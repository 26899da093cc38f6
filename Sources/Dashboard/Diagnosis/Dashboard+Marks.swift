import Model
import Terminal

/// Places where tasks wait long by intent: a person marks them, and nothing there is called stuck.
extension Dashboard {
    /// Where the task stands that is selected, or that is on screen.
    private var markable: CodeLocation? {
        opened.map { lastRecord($0)?.location } ?? shown.markable(scene)
    }

    /// Marks the place of the selected task, or takes the mark away.
    mutating func toggleMark() -> [Effect] {
        guard let location = markable else {
            note =
                opened == nil
                ? shown.nothingToMark : Phrase("nothing to mark: the line where it stands is not known", .look)
            return []
        }
        let known = StuckSettings.marks(of: location, among: diagnosis.marks)
        guard known.isEmpty else { return known.sorted().map { .keepMark($0, isMarked: false) } }
        return [.keepMark(StuckSettings.mark(of: location), isMarked: true)]
    }

    /// The answer to `Effect.keepMark`: it is kept, or the problem is a sentence.
    public mutating func receive(mark: String, isMarked: Bool, problem: String?) {
        if let problem {
            note = Phrase(problem, .act)
        } else if isMarked {
            diagnosis.marks.insert(mark)
            note = Phrase(mark, .place) + .muted(" is long-running now: who waits there is not stuck")
        } else {
            diagnosis.marks.remove(mark)
            note = Phrase(mark, .place) + .muted(" is no longer long-running")
        }
    }
}
