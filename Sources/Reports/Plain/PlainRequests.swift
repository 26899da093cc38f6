public import Model

/// The requests that a server works on, a sentence each.
public struct PlainRequests: Sendable {
    private let picture: Picture
    private let requests: [RequestRecord]

    /// Makes the text of those that match a filter.
    public init(_ picture: Picture, filter: RowFilter<RequestRecord> = RowFilter(parsing: "")) {
        self.picture = picture
        requests = RequestsReport.requests(of: picture, filter)
    }

    /// The longest first.
    public var text: String {
        guard picture.vitals?.requests != nil || !requests.isEmpty else {
            return "Requests: no server that looptop knows runs here\n"
        }
        return TextLines.joined(["Requests: \(requests.count) in flight"] + requests.map(line))
    }

    private func line(_ request: RequestRecord) -> String {
        let seconds = DurationText.short(max(0, picture.now - request.started))
        let owner = PlainText.owner(WorkerNumber.worker(of: request.id), in: picture)
        let task = request.task.map { id in
            picture.tasks[id].map { PlainTasks.sentence(about: $0, in: picture) } ?? "\(id)"
        }
        return "\(owner)\(RequestText.short(request)): in flight for \(seconds)" + (task.map { ", task \($0)" } ?? "")
    }
}
