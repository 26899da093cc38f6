import Model
import Terminal

/// The columns of the events screen.
enum EventColumns {
    static let all: [TableColumn<LogEntry>] = [
        TableColumn(
            title: "TIME", width: .fixed(8, rank: 8),
            cell: { entry, dashboard, _ in .muted(dashboard.settings.clockText(entry.time)) }),
        TableColumn(
            title: "EVENT", width: .fixed(14, rank: 9), cell: { entry, dashboard, _ in dashboard.mark(of: entry) }),
        TableColumn(
            title: "TASK", width: ColumnWidth(least: 14, most: 44, growth: 2, rank: 7),
            cell: { entry, dashboard, _ in
                guard let task = entry.task else { return .muted(entry.name ?? "") }
                let isLive = dashboard.picture.tasks[task] != nil
                let name = entry.name ?? dashboard.record(task)?.label ?? ""
                return Phrase("\(task)", isLive ? .place : .muted) + Phrase(" \(name)", isLive ? .strong : .text)
            }),
        TableColumn(
            title: "WHAT", width: ColumnWidth(least: 16, most: 200, growth: 4, rank: 6),
            cell: { entry, dashboard, _ in
                Phrase(entry.text ?? "", Dashboard.role(of: entry.kind) == .act ? .act : .text)
            }),
        TableColumn(
            title: "LASTED", width: .fixed(8, rank: 3), align: .right,
            cell: { entry, _, _ in entry.seconds.map { Phrase(DurationText.short($0)) } ?? "" }),
        TableColumn(
            title: "AT", width: ColumnWidth(least: 18, most: 44, growth: 1, rank: 5), align: .keepingEnd,
            cell: { entry, dashboard, _ in entry.location.map(dashboard.place) ?? "" }),
    ]
}

extension Dashboard {
    /// What an event means.
    static func role(of kind: LogEntry.Kind) -> Role {
        switch kind {
        case .created: .good
        case .ended: .muted
        case .cancelled, .slow, .act: .look
        case .failed, .unhandled, .unretrieved, .destroyed, .neverAwaited: .act
        case .loop, .agent, .other: .text
        }
    }

    /// A sign and a word.
    fileprivate func mark(of entry: LogEntry) -> Phrase {
        let glyphs = settings.glyphs
        let sign: Character =
            switch entry.kind {
            case .created: "+"
            case .ended: glyphs.done
            case .failed: glyphs.failed
            case .cancelled: glyphs.cancelled
            case .slow, .unhandled, .unretrieved, .destroyed, .neverAwaited: glyphs.warning
            case .loop, .agent, .act, .other: glyphs.dot
            }
        return Phrase("\(sign) \(entry.kind.name)", Self.role(of: entry.kind))
    }
}
