public import Model

/// The lines that blocked a loop, in sentences.
public struct PlainSlow: Sendable {
    private let picture: Picture

    /// Makes the text of a picture.
    public init(_ picture: Picture) {
        self.picture = picture
    }

    /// The most time lost first.
    public var text: String {
        let culprits = SlowCallbacksReport.order(picture.slow.culprits)
        let threshold = picture.slow.threshold.map { ", of \(DurationText.short($0)) or longer" } ?? ""
        let title = "Slow: \(Plural.count(culprits.count, "line")) blocked a loop\(threshold)"
        return TextLines.joined([title] + culprits.flatMap(lines))
    }

    private func lines(of culprit: SlowCallback) -> [String] {
        let place = PlainText.place(culprit.location, in: picture) ?? "at a line that nobody saw"
        let owner = PlainText.owner(WorkerNumber.worker(of: culprit.id), in: picture)
        var facts: [(String, String?)] = [
            ("source", culprit.source), ("longest", DurationText.short(culprit.max)),
            ("together", DurationText.short(culprit.total)),
            ("last", "\(DurationText.short(max(0, picture.now - culprit.last))) ago"),
            ("task", culprit.task.map { "\($0) \(culprit.name ?? "")" }), ("request", culprit.request),
            ("on CPU", culprit.cpu.map { PlainText.percent(min(max($0, 0), 1)) }),
            ("kept waiting", culprit.delayed.map { Plural.count($0, "callback") }),
        ]
        facts += culprit.stack.map { ("called from", PlainText.place($0.location, in: picture)) }
        return ["\(owner)blocked \(Plural.count(culprit.count, "time")) \(place)"]
            + facts.compactMap { label, value in value.map { "  \(label): \($0)" } }
    }
}
