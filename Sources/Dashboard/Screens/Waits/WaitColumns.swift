import Model
import Terminal

/// The columns of the waits screen.
enum WaitColumns {
    static let all: [TableColumn<WaitsState.Row>] = [
        TableColumn(
            title: "RESOURCE", width: ColumnWidth(least: 14, most: 40, growth: 3, rank: 10),
            sort: .text { row, _ in ResourceText.name(row.resource) },
            cell: { row, _ in
                Phrase(ResourceText.name(row.resource), row.resource.isUsers ? .strong : .muted)
            }),
        TableColumn(
            title: "KIND", width: ColumnWidth(least: 12, most: 28, growth: 2, rank: 4),
            sort: .text { row, _ in ResourceText.type(row.resource) },
            cell: { row, _ in .muted(ResourceText.type(row.resource)) }),
        TableColumn(
            title: "USE", width: .fixed(9, rank: 9), align: .right,
            sort: .number { row, _ in ResourceText.share(row.resource) },
            cell: { row, scene in
                Phrase(
                    ResourceText.use(row.resource, glyphs: scene.settings.glyphs), ResourceText.role(row.resource))
            }),
        TableColumn(
            title: "", width: ColumnWidth(least: 8, most: 20, growth: 1, rank: 5), cell: { _, _ in "" },
            drawing: { row, canvas, rect in
                guard let share = ResourceText.share(row.resource) else { return }
                canvas.gauge(share, x: rect.x, y: rect.y, width: rect.width, role: ResourceText.role(row.resource))
            }),
        TableColumn(
            title: "LAST SECONDS", width: ColumnWidth(least: 12, most: 30, growth: 1, rank: 3), cell: { _, _ in "" },
            drawing: { row, canvas, rect in
                let past = row.resource.uses.suffix(rect.width * 2).map { $0.map(Double.init) }
                let most = row.resource.limit.map(Double.init) ?? past.compactMap(\.self).max() ?? 0
                let role = ResourceText.role(row.resource)
                canvas.sparkline(past, maximum: most > 0 ? most : 1, x: rect.x, y: rect.y, width: rect.width) { _ in
                    role
                }
            }),
        TableColumn(
            title: "PER SECOND", width: ColumnWidth(least: 12, most: 16, growth: 1, rank: 2), align: .right,
            sort: .number { row, _ in ResourceText.traffic(row.resource) },
            cell: { row, scene in
                ResourceText.rate(row.resource, glyphs: scene.settings.glyphs)
            }),
        TableColumn(
            title: "WAITING", width: .fixed(9, rank: 8), align: .right,
            sort: .number { row, _ in WaitsState.urgency(row) },
            cell: { row, _ in
                let role: Role = row.resource.waiting > 0 ? ResourceText.role(row.resource) : .muted
                return Phrase(ResourceText.waiting(row), role)
            }),
        TableColumn(
            title: "LONGEST", width: .fixed(9, rank: 7), align: .right, sort: .number { row, _ in row.longest },
            cell: { row, scene in
                guard let wait = row.waiters.first?.task.wait else { return "" }
                return Phrase(TaskCells.waitText(wait, now: scene.now, glyphs: scene.settings.glyphs))
            }),
        TableColumn(
            title: "HELD AT", width: ColumnWidth(least: 16, most: 40, growth: 2, rank: 6), align: .keepingEnd,
            sort: .text { row, _ in row.resource.holders.first?.location.map { "\($0.file):\(100_000 + $0.line)" } },
            cell: { row, scene in
                if let seconds = ResourceText.stalled(row.resource, now: scene.now) {
                    return Phrase("\(scene.settings.glyphs.warning) no get \(DurationText.short(seconds))", .look)
                }
                let held = row.resource.holders.first?.location ?? row.resource.leaked?.first?.location
                return held.map(scene.place) ?? ""
            }),
    ]
}
