extension Finding: Filterable {
    /// What can be asked of a finding.
    public static let filterKeys: [FilterKey<Finding>] = [
        FilterKey("kind", meaning: "stuck-task, deadlock, ...", .text { $2.matches($0.kind.rawValue) }),
        FilterKey(
            "severity", meaning: Severity.allCases.map(\.rawValue).joined(separator: ", "),
            .words(Severity.allCases.map(\.rawValue)) { finding, _ in [finding.severity.rawValue] }),
        FilterKey(
            "state", meaning: "true, gone", .words(["true", "gone"]) { row, _ in [row.isTrue ? "true" : "gone"] }),
        FilterKey(
            "at", meaning: "the place: file, file:line, function",
            .text { FilterScene.isPlace($0.evidence.location, like: $2) }),
        FilterKey("text", meaning: "its evidence", .text { $2.matches($0.evidence.sentence) }),
        FilterKey(
            "task", meaning: "a task concerned: number or name",
            .text { row, scene, pattern in
                row.evidence.tasks.contains { scene.isTask($0, named: nil, like: pattern) }
            }),
        FilterKey("age", meaning: "since it was first seen", .duration { max(0, $1.now - $0.firstSeen) }),
        FilterKey(
            "tasks", meaning: "how many tasks are concerned", .number { row, _ in Double(row.evidence.taskCount) }),
    ]

    /// In kind, title, severity, evidence, place, tasks.
    public func has(_ word: TextPattern, in scene: FilterScene) -> Bool {
        word.matches(id) || word.matches(FindingKind.of(kind).title) || word.matches(severity.rawValue)
            || word.matches(evidence.sentence) || FilterScene.isPlace(evidence.location, like: word)
            || evidence.tasks.contains { scene.isTask($0, named: nil, like: word) }
    }
}
