public import JSON
public import Model

/// `looptop task TARGET ID`: one task in full.
public struct TaskReport: Sendable {
    private let picture: Picture
    private let detail: TaskDetail
    private let record: TaskRecord
    private let request: RequestRecord?
    private let why: WhyText
    private let awaits: [TaskID]

    /// Makes the report of a detail and of the picture that it was taken from.
    public init(_ detail: TaskDetail, in picture: Picture) {
        self.picture = picture
        self.detail = detail
        // The detail is newer; some of what does not change only the list knows.
        var record = detail.record
        if let listed = picture.tasks[detail.id] {
            record.isNamed = listed.isNamed
            record.madeBy = listed.madeBy
            record.createdAt = record.createdAt ?? listed.createdAt
            // To the digit: scripts compare.
            record.created = listed.created ?? record.created
        }
        self.record = record
        // An older agent tells only the one in the wait.
        awaits = detail.awaits.isEmpty ? [record.wait?.task].compactMap(\.self) : detail.awaits
        request =
            detail.request.flatMap { picture.requests[$0] }
            ?? picture.requests.values.filter { $0.task == detail.id }.min { $0.started < $1.started }
        why = WhyText(of: detail.id, in: picture)
    }

    /// Paragraphs for people.
    public var text: String {
        var lines = ["\(record.id) \(record.name)"]
        for (label, value) in facts where !value.isEmpty {
            lines.append("  " + label.padding(to: 12) + value)
        }
        lines += ["", "await chain, outermost first"] + TextLines.stack(detail.stack, in: picture)
        if record.wait != nil { lines += ["", "why it waits"] + why.lines }
        return TextLines.joined(lines) + Doubts.text(of: picture)
    }

    private var facts: [(String, String)] {
        [
            ("coroutine", record.coroutine), ("state", state),
            ("loop", picture.standstill(of: record) ?? ""),
            ("waits for", WaitDescription(of: record, in: picture).text),
            ("at", TaskCells.place(record.location, in: picture)), ("created", created),
            ("", detail.createdSource ?? ""), ("steps", steps), ("request", request.map(RequestText.short) ?? ""),
            ("awaits", TextLines.tasks(awaits, in: picture)),
            ("awaited by", TextLines.tasks(detail.awaitedBy, in: picture)),
            ("children", TextLines.tasks(detail.children, in: picture)),
            (
                "cancelled",
                detail.cancelRequests.map {
                    $0 > 0 ? "asked to end " + ($0 == 1 ? "once" : Plural.count($0, "time")) : ""
                } ?? ""
            ),
        ]
    }

    private var state: String {
        guard let wait = record.wait else { return record.state.rawValue }
        let seconds = record.waitSeconds(at: picture.now) ?? 0
        guard wait.isExact || seconds > 0 else { return "\(record.state.rawValue), how long is unknown" }
        return "\(record.state.rawValue) for \(wait.isExact ? "" : "at least ")\(DurationText.short(seconds))"
    }

    private var created: String {
        var words: [String] = []
        if let created = record.created { words.append("\(DurationText.short(picture.now - created)) ago") }
        if let parent = record.parent { words.append("by \(TextLines.tasks([parent], in: picture))") }
        if let place = record.createdAt { words.append("at \(TaskCells.place(place, in: picture))") }
        return words.joined(separator: " ")
    }

    private var steps: String {
        guard record.effort != nil else { return "" }
        return "\(TaskCells.steps(record.effort)), busy \(TaskCells.busy(record.effort))"
    }

    /// As `ps`, and `stack`, `created_source`, `awaits`, `awaited_by`, `children`, `cancel_requests`, `request`, and `why`.
    public var json: JSONValue {
        let fields: [(String, JSONValue)] =
            [
                ("created_source", JSONValue(detail.createdSource)), ("stack", TaskJSON.stack(detail.stack)),
                ("awaits", ids(awaits)), ("awaited_by", ids(detail.awaitedBy)), ("children", ids(detail.children)),
                ("cancel_requests", JSONValue(detail.cancelRequests)),
                ("request", request.map { .object(RequestText.fields(of: $0, in: picture)) } ?? .null),
            ] + why.fields
        return TaskJSON.document(
            picture, [("task", .object(TaskJSON.fields(of: record, in: picture) + fields))])
    }

    private func ids(_ ids: [TaskID]) -> JSONValue {
        .array(ids.map { .int($0.rawValue) })
    }
}
