public import JSON
public import Model

/// `looptop findings`: what is wrong with a service, the worst first.
public struct FindingsReport: Sendable {
    private let picture: Picture
    private let board: FindingsBoard

    /// Makes the report of what a board has found in this picture.
    public init(_ picture: Picture, board: FindingsBoard) {
        self.picture = picture
        self.board = board
    }

    /// The worst finding that is true now.
    public var worst: Severity? { board.current.map(\.severity).max() }

    /// True where a longer look would tell no more: something was found, or it was watched for long enough.
    public var isConclusive: Bool { !board.current.isEmpty || board.isConclusive && silence == nil }

    /// Why the agent does not answer now; nil where it does.
    private var silence: String? {
        if case .silent(let reason) = picture.connection { reason } else { nil }
    }

    /// For each finding what it is, where, the evidence and the remedy.
    public var text: String {
        let current = board.current
        guard !current.isEmpty else {
            if let absence = picture.absence {
                return "nothing was looked for: \(absence.sentence)\n" + Doubts.text(of: picture)
            }
            let found = "nothing found in \(DurationText.short(board.watched))"
            if let silence {
                return "\(found), and then the agent did not answer any more: \(silence)\n" + Doubts.text(of: picture)
            }
            return
                (isConclusive ? found : "\(found), but it is too early to tell\(earliness)")
                + "; looked for \(FindingKind.all.count) kinds of trouble: looptop explain\n"
                + TextLines.joined(standing) + Doubts.text(of: picture)
        }
        var lines: [String] = []
        for finding in current {
            let kind = FindingKind.of(finding.kind)
            let place = finding.evidence.location.map { "  \(TaskCells.place($0, in: picture))" } ?? ""
            lines.append("\(finding.severity.rawValue.padding(to: 9))\(kind.title)\(place)")
            lines.append("         \(finding.evidence.sentence)")
            if finding.evidence.taskCount > 0, !finding.evidence.tasks.isEmpty {
                lines.append("         tasks: \(TextLines.tasks(finding.evidence.tasks, in: picture))")
            }
            lines.append("         remedy: \(kind.remedy)")
            lines.append(
                "         since \(DurationText.short(max(0, picture.now - finding.firstSeen))); "
                    + "more: looptop explain \(finding.kind.rawValue)")
            lines.append("")
        }
        return TextLines.joined(lines.dropLast()) + Doubts.text(of: picture)
    }

    /// Why it is too early.
    private var earliness: String {
        guard let service = picture.service, service.isLate else { return "" }
        let there = DurationText.short(max(0, picture.now - service.agentStarted))
        let enough = Int(FindingsBoard.settled) + 3
        return ": the agent is here for \(there), and what stood still before it came shows after "
            + "\(Int(FindingsBoard.settled))s (--for \(enough)s)"
    }

    /// Where tasks have not gone on since before the agent came: how many, and for what they wait.
    private var standing: [String] {
        let kinds: Set<String> = ["timer", "gather", "task"]
        let waiting = picture.tasks.values.filter { task in
            guard let wait = task.wait, let place = task.location else { return false }
            return !wait.isExact && place.isUserCode && !kinds.contains(wait.kind)
        }
        let places = Dictionary(grouping: waiting) { TaskCells.place($0.location, in: picture) }
        let most = places.keys.sorted { left, right in
            let counts = (places[left]?.count ?? 0, places[right]?.count ?? 0)
            return counts.0 == counts.1 ? left < right : counts.0 > counts.1
        }
        return most.prefix(Self.standingLimit).map { place in
            let tasks = places[place] ?? []
            let what = tasks.first.map { WaitDescription(of: $0, in: picture).text } ?? "something"
            let count = Plural.count(tasks.count, "task")
            return "  not gone on since the agent came: \(count) at \(place), waiting for \(what)"
        }
    }

    private static let standingLimit = 5

    /// `{"service", "findings", "worst", "watched", "conclusive", "no_loop", "complete", "dropped"}`.
    public var json: JSONValue {
        TaskJSON.document(
            picture,
            [
                ("findings", .array(board.findings.map(row))), ("worst", JSONValue(worst?.rawValue)),
                ("watched", .double(board.watched)),
                ("conclusive", .bool(isConclusive)),
                ("no_loop", JSONValue(picture.absence?.sentence)),
            ])
    }

    private func row(of finding: Finding) -> JSONValue {
        let kind = FindingKind.of(finding.kind)
        let evidence = finding.evidence
        return [
            "id": .string(finding.id), "kind": .string(finding.kind.rawValue), "title": .string(kind.title),
            "severity": .string(finding.severity.rawValue), "evidence": .string(evidence.sentence),
            "location": TaskJSON.location(evidence.location), "remedy": .string(kind.remedy),
            "first_seen": .double(finding.firstSeen), "last_seen": .double(finding.lastSeen),
            "active": .bool(finding.isTrue), "tasks": .array(evidence.tasks.map { .int($0.rawValue) }),
            "task_count": .int(evidence.taskCount),
            "resource": JSONValue(evidence.resource.map { WorkerNumber.number(of: $0) }),
            "worker": JSONValue(worker(of: evidence)),
        ]
    }

    /// Of several workers the one whose tasks or resource it is about; nil where it is about none.
    private func worker(of evidence: Evidence) -> Int? {
        let numbers = [evidence.tasks.first?.worker, evidence.resource.map { WorkerNumber.worker(of: $0) }]
        if let worker = numbers.compactMap(\.self).first(where: { $0 > 0 }) { return worker }
        return picture.workers.isEmpty ? picture.service?.pid : nil
    }
}
