import Model

/// The columns of the requests screen.
enum RequestColumns {
    static let all: [TableColumn<RequestRecord>] = [
        TableColumn(
            title: "FOR", width: .fixed(8, rank: 10), align: .right,
            sort: .number { row, picture in (row.ended ?? picture.now) - row.started },
            cell: { request, scene in scene.duration(of: request, now: scene.now) }),
        TableColumn(
            title: "METHOD", width: .fixed(9, rank: 8), sort: .text { row, _ in row.method },
            cell: { request, _ in .strong(request.method) }),
        TableColumn(
            title: "PATH", width: ColumnWidth(least: 18, most: 80, growth: 4, rank: 9),
            sort: .text { row, _ in row.target },
            cell: { request, _ in Phrase(request.target) }),
        TableColumn(
            title: "ROUTE", width: ColumnWidth(least: 14, most: 50, growth: 2, rank: 3),
            sort: .text { row, _ in row.route },
            cell: { request, _ in .muted(request.route ?? "") }),
        TableColumn(
            title: "STATUS", width: .fixed(9, rank: 7), sort: .number { row, _ in row.status.map(Double.init) },
            cell: { request, scene in scene.status(of: request) }),
        TableColumn(
            title: "TASK", width: ColumnWidth(least: 14, most: 44, growth: 2, rank: 6),
            sort: .number { row, _ in row.task.map { Double($0.rawValue) } },
            cell: { request, scene in request.task.map(scene.title) ?? .muted("unknown") }),
        TableColumn(
            title: "AT", width: ColumnWidth(least: 18, most: 40, growth: 2, rank: 5), align: .keepingEnd,
            cell: { request, scene in
                guard request.ended == nil, let task = request.task else { return "" }
                return scene.picture.tasks[task]?.location.map(scene.place) ?? ""
            }),
        TableColumn(
            title: "PEER", width: ColumnWidth(least: 16, most: 24, growth: 1, rank: 2),
            sort: .text { row, _ in row.peer },
            cell: { request, _ in .muted(request.peer ?? "") }),
        TableColumn(
            title: "SERVER", width: .fixed(12, rank: 1), sort: .text { row, _ in row.server },
            cell: { request, _ in .muted(request.server) }),
    ]
}

extension SceneView {
    func duration(of request: RequestRecord, now: Double) -> Phrase {
        let seconds = (request.ended ?? now) - request.started
        let role: Role = seconds >= RequestsState.toLook ? .look : request.ended == nil ? .text : .muted
        return Phrase(DurationText.short(seconds), role)
    }

    func status(of request: RequestRecord) -> Phrase {
        guard request.ended != nil else { return Phrase("in flight", .good) }
        guard let status = request.status else { return .muted("ended") }
        return Phrase("\(status)", status >= 500 ? .act : status >= 400 ? .look : .text)
    }
}
