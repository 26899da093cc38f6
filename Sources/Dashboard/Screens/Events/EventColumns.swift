import Model
import Terminal

/// The columns of the events screen.
enum EventColumns {
    static let all: [TableColumn<LogEntry>] = [
        TableColumn(
            title: "TIME", width: .fixed(8, rank: 8),
            cell: { entry, scene in .muted(scene.settings.clockText(entry.time)) }),
        TableColumn(
            title: "EVENT", width: .fixed(14, rank: 9), cell: { entry, scene in mark(of: entry, scene.settings.glyphs) }
        ),
        TableColumn(
            title: "TASK", width: ColumnWidth(least: 14, most: 44, growth: 2, rank: 7),
            cell: { entry, scene in
                guard let task = entry.task else { return .muted(entry.name ?? "") }
                let isLive = scene.picture.tasks[task] != nil
                let name = entry.name ?? scene.record(task)?.label ?? ""
                return Phrase("\(task)", isLive ? .place : .muted) + Phrase(" \(name)", isLive ? .strong : .text)
            }),
        TableColumn(
            title: "WHAT", width: ColumnWidth(least: 16, most: 200, growth: 4, rank: 6),
            cell: { entry, scene in
                Phrase(entry.text ?? "", role(of: entry.kind) == .act ? .act : .text)
            }),
        TableColumn(
            title: "LASTED", width: .fixed(8, rank: 3), align: .right,
            cell: { entry, _ in entry.seconds.map { Phrase(DurationText.short($0)) } ?? "" }),
        TableColumn(
            title: "AT", width: ColumnWidth(least: 18, most: 44, growth: 1, rank: 5), align: .keepingEnd,
            cell: { entry, scene in entry.location.map(scene.place) ?? "" }),
    ]
}

extension EventColumns {
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
    private static func mark(of entry: LogEntry, _ glyphs: Glyphs) -> Phrase {
        let sign: Character =
            switch entry.kind {
            case .created: "+"
            case .ended: glyphs.done
            case .failed: glyphs.failed
            case .cancelled: glyphs.cancelled
            case .slow, .unhandled, .unretrieved, .destroyed, .neverAwaited: glyphs.warning
            case .loop, .agent, .act, .other: glyphs.dot
            }
        return Phrase("\(sign) \(entry.kind.name)", role(of: entry.kind))
    }
}
