public import JSON
public import Model

/// `looptop slow`: what kept the loops, by the line that did it, the most time lost first.
public struct SlowCallbacksReport: Sendable {
    private let picture: Picture
    private let culprits: [SlowCallback]

    /// Makes the report.
    public init(_ picture: Picture) {
        self.picture = picture
        culprits = Self.order(picture.slow.culprits)
    }

    /// The most time lost first.
    static func order(_ culprits: [SlowCallback]) -> [SlowCallback] {
        culprits.sorted { ($0.total, $0.max, $1.id) > ($1.total, $1.max, $0.id) }
    }

    /// A table, and below it the stack of each culprit.
    public var text: String {
        var table = TextTable(
            ["COUNT", "LONGEST", "TOGETHER", "LAST", "AT", "SOURCE"], rightAligned: [0, 1, 2, 3],
            in: picture)
        for culprit in culprits {
            let cells = [
                "\(culprit.count)", "\(culprit.isAtLeast ? "≥" : "")\(DurationText.short(culprit.max))",
                DurationText.short(culprit.total),
                culprit.open == nil ? "\(DurationText.short(picture.now - culprit.last)) ago" : "now",
                TaskCells.place(culprit.location, in: picture),
                culprit.source ?? "",
            ]
            table.add(cells, worker: WorkerNumber.worker(of: culprit.id))
        }
        var lines: [String] = []
        for culprit in culprits where !culprit.stack.isEmpty {
            lines += ["", "\(TaskCells.place(culprit.location, in: picture))\(circumstances(of: culprit))"]
            lines += TextLines.stack(culprit.stack, in: picture)
        }
        return table.text + TextLines.joined(lines) + Doubts.text(of: picture)
    }

    private func circumstances(of culprit: SlowCallback) -> String {
        var words: [String] = []
        if let task = culprit.task { words.append("in \(task) \(culprit.name ?? "")") }
        if let request = culprit.request { words.append("for \(request)") }
        if let cpu = culprit.cpu { words.append("\(Int(saturating: (min(max(cpu, 0), 1) * 100).rounded())) % on CPU") }
        if culprit.keepsGIL { words.append("it kept the GIL") }
        if let delayed = culprit.delayed { words.append("\(Plural.count(delayed, "callback")) had to wait") }
        return words.isEmpty ? "" : ": " + words.joined(separator: ", ")
    }

    /// `{"service", "slow", "threshold", "since", "complete", "dropped"}`.
    public var json: JSONValue {
        TaskJSON.document(
            picture,
            [
                ("slow", .array(culprits.map { row(of: $0) })), ("threshold", JSONValue(picture.slow.threshold)),
                ("since", JSONValue(picture.slow.since)),
            ])
    }

    private func row(of culprit: SlowCallback) -> JSONValue {
        [
            "location": TaskJSON.location(culprit.location), "source": JSONValue(culprit.source),
            "open_seconds": JSONValue(culprit.open), "at_least": .bool(culprit.isAtLeast),
            "count": .int(culprit.count), "max_seconds": .double(culprit.max), "total_seconds": .double(culprit.total),
            "first": .double(culprit.first), "last": .double(culprit.last),
            "worker": TaskJSON.worker(of: culprit.id, in: picture), "stack": TaskJSON.stack(culprit.stack),
            "samples": .int(culprit.samples), "task": JSONValue(culprit.task?.rawValue),
            "name": JSONValue(culprit.name), "coroutine": JSONValue(culprit.coroutine),
            "request": JSONValue(culprit.request), "delayed": JSONValue(culprit.delayed),
            "cpu": JSONValue(culprit.cpu), "keeps_gil": .bool(culprit.keepsGIL),
            "histogram": .array(
                culprit.histogram.map { ["seconds": JSONValue($0.bound), "count": .int($0.count)] }),
            "latest": .array(
                culprit.latest.map { block in
                    [
                        "time": .double(block.time), "seconds": .double(block.seconds),
                        "task": JSONValue(block.task?.rawValue), "delayed": JSONValue(block.delayed),
                    ]
                }),
        ]
    }
}
