public import JSON
public import Model

/// `looptop requests`: the requests that a server works on now, the longest first.
public struct RequestsReport: Sendable {
    private let picture: Picture
    private let requests: [RequestRecord]

    /// Makes the report of those that match a filter.
    public init(_ picture: Picture, filter: RowFilter<RequestRecord> = RowFilter(parsing: "")) {
        self.picture = picture
        requests = Self.requests(of: picture, filter)
    }

    /// The longest first.
    static func requests(of picture: Picture, _ filter: RowFilter<RequestRecord>) -> [RequestRecord] {
        let scene = filter.scene(of: picture)
        return picture.requests.values.filter { filter.matches($0, in: scene) }
            .sorted { ($0.started, $0.id) < ($1.started, $1.id) }
    }

    /// A table with a head, a line a request.
    public var text: String {
        var table = TextTable(
            ["ID", "METHOD", "PATH", "ROUTE", "FOR", "PEER", "TASK", "STATE", "WAITS-FOR", "AT"], rightAligned: [0, 4],
            in: picture)
        for request in requests {
            let task = request.task.flatMap { picture.tasks[$0] }
            let cells = [
                "\(WorkerNumber.number(of: request.id))", request.method, request.target, request.route ?? "-",
                DurationText.short(picture.now - request.started), request.peer ?? "-",
                request.task.map { "\($0)" } ?? "-", task?.state.rawValue ?? "-",
                task.map { WaitDescription(of: $0, in: picture).text } ?? "",
                TaskCells.place(task?.location, in: picture),
            ]
            table.add(cells, worker: WorkerNumber.worker(of: request.id))
        }
        return table.text + Doubts.text(of: picture)
    }

    /// `{"service", "requests", "in_flight", "begun", "complete", "dropped"}`.
    public var json: JSONValue {
        TaskJSON.document(
            picture,
            [
                ("requests", .array(requests.map { .object(RequestText.fields(of: $0, in: picture)) })),
                ("in_flight", JSONValue(picture.vitals?.requests)),
                ("begun", JSONValue(picture.vitals?.requestsTotal)),
            ])
    }
}

/// A request in words and in documents.
enum RequestText {
    /// `GET /orders/7 (/orders/{id}) from 127.0.0.1:5`.
    static func short(_ request: RequestRecord) -> String {
        var text = "\(request.method) \(request.target)"
        if let route = request.route, route != request.target { text += " (\(route))" }
        if let peer = request.peer { text += " from \(peer)" }
        return text
    }

    /// What documents tell of a request.
    static func fields(of request: RequestRecord, in picture: Picture) -> [(String, JSONValue)] {
        [
            ("id", .int(WorkerNumber.number(of: request.id))), ("task", JSONValue(request.task?.rawValue)),
            ("worker", TaskJSON.worker(of: request.id, in: picture)), ("server", .string(request.server)),
            ("method", .string(request.method)), ("target", .string(request.target)),
            ("route", JSONValue(request.route)), ("peer", JSONValue(request.peer)),
            ("started", .double(request.started)),
            ("seconds", .double(TaskJSON.rounded(max(0, (request.ended ?? picture.now) - request.started)))),
            ("location", TaskJSON.location(request.task.flatMap { picture.tasks[$0]?.location })),
        ]
    }
}
