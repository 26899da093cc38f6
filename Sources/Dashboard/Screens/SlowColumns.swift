import Model

/// The columns of the slow screen.
enum SlowColumns {
    static let all: [TableColumn<SlowCallback>] = [
        TableColumn(
            title: "CULPRIT", width: ColumnWidth(least: 22, most: 44, growth: 1, rank: 10), align: .keepingEnd,
            sort: .text { row, _ in row.location.map { "\($0.file):\(100_000 + $0.line)" } },
            cell: { row, dashboard, _ in row.location.map(dashboard.place) ?? .muted("over before it was seen") }),
        TableColumn(
            title: "LINE", width: ColumnWidth(least: 14, most: 70, growth: 3, rank: 5),
            sort: .text { row, _ in row.source },
            cell: { row, _, _ in row.source.map { .strong($0) } ?? .muted(row.location?.function ?? "") }),
        TableColumn(
            title: "COUNT", width: .fixed(7, rank: 7), align: .right, sort: .number { row, _ in Double(row.count) },
            cell: { row, _, _ in Phrase(NumberText.grouped(row.count)) }),
        TableColumn(
            title: "TOTAL", width: .fixed(8, rank: 8), align: .right, sort: .number { row, _ in row.total },
            cell: { row, _, _ in Phrase(DurationText.short(row.total)) }),
        TableColumn(
            title: "WORST", width: .fixed(8, rank: 9), align: .right, sort: .number { row, _ in row.max },
            cell: { row, dashboard, _ in
                Phrase(DurationText.short(row.max), dashboard.slowRole(row.max))
            }),
        TableColumn(
            title: "DELAYED", width: .fixed(9, rank: 3), align: .right,
            sort: .number { row, _ in row.delayed.map(Double.init) },
            cell: { row, _, _ in row.delayed.map { Phrase(NumberText.grouped($0)) } ?? .muted("?") }),
        TableColumn(
            title: "ON CPU", width: .fixed(8, rank: 2), align: .right, sort: .number { row, _ in row.cpu },
            cell: { row, _, _ in row.cpu.map { Phrase(NumberText.percent($0)) } ?? .muted("?") }),
        TableColumn(
            title: "LAST", width: .fixed(11, rank: 4), align: .right, sort: .number { row, _ in row.last },
            cell: { row, _, now in .muted("\(DurationText.short(now - row.last)) ago") }),
    ]
}

extension Dashboard {
    /// What the length of a block means: three times what is noted at all is to be acted on.
    func slowRole(_ seconds: Double) -> Role {
        seconds >= 3 * (picture.slow.threshold ?? 0.1) ? .act : .look
    }
}
