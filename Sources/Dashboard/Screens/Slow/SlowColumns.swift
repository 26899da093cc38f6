import Model

/// The columns of the slow screen.
enum SlowColumns {
    static let all: [TableColumn<SlowCallback>] = [
        TableColumn(
            title: "CULPRIT", width: ColumnWidth(least: 22, most: 44, growth: 1, rank: 10), align: .keepingEnd,
            sort: .text { row, _ in row.location.map { "\($0.file):\(100_000 + $0.line)" } },
            cell: { row, scene in row.location.map(scene.place) ?? .muted("over before it was seen") }),
        TableColumn(
            title: "LINE", width: ColumnWidth(least: 14, most: 70, growth: 3, rank: 5),
            sort: .text { row, _ in row.source },
            cell: { row, _ in row.source.map { .strong($0) } ?? .muted(row.location?.function ?? "") }),
        TableColumn(
            title: "COUNT", width: .fixed(7, rank: 7), align: .right, sort: .number { row, _ in Double(row.count) },
            cell: { row, _ in Phrase(NumberText.grouped(row.count)) }),
        TableColumn(
            title: "TOTAL", width: .fixed(8, rank: 8), align: .right, sort: .number { row, _ in row.total },
            cell: { row, _ in Phrase(DurationText.short(row.total)) }),
        TableColumn(
            title: "WORST", width: .fixed(8, rank: 9), align: .right, sort: .number { row, _ in row.max },
            cell: { row, scene in
                Phrase(
                    (row.isAtLeast ? scene.atLeast : "") + DurationText.short(row.max), scene.slowRole(row.max))
            }),
        TableColumn(
            title: "DELAYED", width: .fixed(9, rank: 3), align: .right,
            sort: .number { row, _ in row.delayed.map(Double.init) },
            cell: { row, _ in row.delayed.map { Phrase(NumberText.grouped($0)) } ?? .muted("?") }),
        TableColumn(
            title: "ON CPU", width: .fixed(8, rank: 2), align: .right, sort: .number { row, _ in row.cpu },
            cell: { row, _ in row.cpu.map { Phrase(NumberText.percent($0)) } ?? .muted("?") }),
        TableColumn(
            title: "LAST", width: .fixed(11, rank: 4), align: .right, sort: .number { row, _ in row.last },
            cell: { row, scene in
                row.open == nil ? .muted("\(DurationText.short(scene.now - row.last)) ago") : Phrase("now", .act)
            }),
    ]
}

extension SceneView {
    /// What the length of a block means: three times what is noted at all is to be acted on.
    func slowRole(_ seconds: Double) -> Role {
        seconds >= 3 * (picture.slow.threshold ?? 0.1) ? .act : .look
    }
}
