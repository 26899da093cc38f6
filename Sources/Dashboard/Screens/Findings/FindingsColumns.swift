import Model
import Terminal

/// The columns of the findings screen.
enum FindingsColumns {
    static let all: [TableColumn<Finding>] = [
        TableColumn(
            title: "SEVERITY", width: .fixed(10, rank: 9),
            cell: { row, scene in FindingWords.severity(row, glyphs: scene.settings.glyphs) }),
        TableColumn(
            title: "FINDING", width: ColumnWidth(least: 14, most: 28, growth: 1, rank: 10),
            sort: .text { row, _ in FindingKind.of(row.kind).title },
            cell: { row, _ in
                let title = FindingKind.of(row.kind).title
                return row.isTrue ? .strong(title) : .muted(title)
            }),
        TableColumn(
            title: "AT", width: ColumnWidth(least: 16, most: 34, growth: 1, rank: 8), align: .keepingEnd,
            sort: .text { row, _ in row.evidence.location.map { "\($0.file):\(100_000 + $0.line)" } },
            cell: { row, scene in row.evidence.location.map(scene.place) ?? .muted("the service") }),
        TableColumn(
            title: "EVIDENCE", width: ColumnWidth(least: 20, most: 160, growth: 4, rank: 6),
            cell: { row, _ in Phrase(row.evidence.sentence, row.isTrue ? .text : .muted) }),
        TableColumn(
            title: "TASKS", width: .fixed(7, rank: 3), align: .right,
            sort: .number { row, _ in Double(row.evidence.taskCount) },
            cell: { row, _ in
                row.evidence.taskCount > 0 ? Phrase(NumberText.grouped(row.evidence.taskCount)) : ""
            }),
        TableColumn(
            title: "SINCE", width: .fixed(8, rank: 7), align: .right,
            sort: .number { row, picture in picture.now - row.firstSeen },
            cell: { row, scene in
                row.isTrue ? Phrase(DurationText.short(max(0, scene.now - row.firstSeen))) : .muted("gone")
            }),
    ]
}

/// How findings are told in few words.
enum FindingWords {
    /// A mark and a word: colour is never the only sign.
    static func severity(_ finding: Finding, glyphs: Glyphs) -> Phrase {
        let role = finding.isTrue ? role(finding.severity) : .muted
        let mark = finding.isTrue ? (finding.severity == .info ? glyphs.dot : glyphs.warning) : glyphs.done
        return Phrase("\(mark) \(finding.severity.rawValue)", role)
    }

    static func role(_ severity: Severity) -> Role {
        switch severity {
        case .info: .text
        case .warning: .look
        case .error: .act
        }
    }
}
