public import Model
public import Wire

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

    /// For each finding what it is, where, the evidence and the remedy.
    public var text: String {
        let current = board.current
        guard !current.isEmpty else {
            let seconds = (board.looked ?? 0) - (board.since ?? 0)
            return
                "nothing found in \(DurationText.short(seconds)); looked for \(FindingKind.all.count) kinds of trouble: "
                + "looptop explain\n" + Doubts.text(of: picture)
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

    /// `{"service", "findings", "worst", "watched", "complete", "dropped"}`.
    public var json: JSONValue {
        TaskJSON.document(
            picture,
            [
                ("findings", .array(board.findings.map(row))), ("worst", JSONValue(worst?.rawValue)),
                ("watched", .double((board.looked ?? 0) - (board.since ?? 0))),
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
