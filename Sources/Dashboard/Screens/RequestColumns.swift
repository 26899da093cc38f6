import Model

/// The columns of the requests screen.
enum RequestColumns {
    static let all: [TableColumn<RequestRecord>] = [
        TableColumn(
            title: "FOR", width: .fixed(8, rank: 10), align: .right,
            sort: .number { row, picture in (row.ended ?? picture.now) - row.started },
            cell: { request, dashboard, now in dashboard.duration(of: request, now: now) }),
        TableColumn(
            title: "METHOD", width: .fixed(9, rank: 8), sort: .text { row, _ in row.method },
            cell: { request, _, _ in .strong(request.method) }),
        TableColumn(
            title: "PATH", width: ColumnWidth(least: 18, most: 80, growth: 4, rank: 9),
            sort: .text { row, _ in row.target },
            cell: { request, _, _ in Phrase(request.target) }),
        TableColumn(
            title: "ROUTE", width: ColumnWidth(least: 14, most: 50, growth: 2, rank: 3),
            sort: .text { row, _ in row.route },
            cell: { request, _, _ in .muted(request.route ?? "") }),
        TableColumn(
            title: "STATUS", width: .fixed(9, rank: 7), sort: .number { row, _ in row.status.map(Double.init) },
            cell: { request, dashboard, _ in dashboard.status(of: request) }),
        TableColumn(
            title: "TASK", width: ColumnWidth(least: 14, most: 44, growth: 2, rank: 6),
            sort: .number { row, _ in row.task.map { Double($0.rawValue) } },
            cell: { request, dashboard, _ in request.task.map(dashboard.title) ?? .muted("unknown") }),
        TableColumn(
            title: "AT", width: ColumnWidth(least: 18, most: 40, growth: 2, rank: 5), align: .keepingEnd,
            cell: { request, dashboard, _ in
                guard request.ended == nil, let task = request.task else { return "" }
                return dashboard.picture.tasks[task]?.location.map(dashboard.place) ?? ""
            }),
        TableColumn(
            title: "PEER", width: ColumnWidth(least: 16, most: 24, growth: 1, rank: 2),
            sort: .text { row, _ in row.peer },
            cell: { request, _, _ in .muted(request.peer ?? "") }),
        TableColumn(
            title: "SERVER", width: .fixed(12, rank: 1), sort: .text { row, _ in row.server },
            cell: { request, _, _ in .muted(request.server) }),
    ]
}

extension Dashboard {
    /// So long a request may take before one looks at it: seconds.
    static let requestToLook = 1.0

    func duration(of request: RequestRecord, now: Double) -> Phrase {
        let seconds = (request.ended ?? now) - request.started
        let role: Role = seconds >= Self.requestToLook ? .look : request.ended == nil ? .text : .muted
        return Phrase(DurationText.short(seconds), role)
    }

    func status(of request: RequestRecord) -> Phrase {
        guard request.ended != nil else { return Phrase("in flight", .good) }
        guard let status = request.status else { return .muted("ended") }
        return Phrase("\(status)", status >= 500 ? .act : status >= 400 ? .look : .text)
    }
}
