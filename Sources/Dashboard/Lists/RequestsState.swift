import Model
import Terminal

/// What the requests screen remembers: those in flight, the slowest first, and below them those that ended lately.
struct RequestsState: Sendable {
    private(set) var rows: [RequestRecord] = []
    private(set) var inFlight = 0
    private(set) var filter = ListFilter()
    private(set) var selection = ListSelection<Int>()

    /// So many that ended are shown.
    static let endedLimit = 200

    var selected: RequestRecord? { rows.first { $0.id == selection.id } }

    mutating func forget() {
        rows = []
        inFlight = 0
        selection = ListSelection()
    }

    mutating func refresh(from picture: Picture) {
        let flying = Self.inFlight(in: picture).filter(isShown)
        let ended = picture.endedRequests.suffix(Self.endedLimit).reversed().filter(isShown)
        inFlight = flying.count
        rows = flying + ended
        selection.settle(in: rows.map(\.id))
    }

    /// The oldest first.
    static func inFlight(in picture: Picture) -> [RequestRecord] {
        picture.requests.values.sorted { ($0.started, $0.id) < ($1.started, $1.id) }
    }

    mutating func act(_ action: Action, page: Int, picture: Picture) {
        if filter.act(action) { return refresh(from: picture) }
        selection.move(action, in: rows.map(\.id), page: page)
    }

    mutating func type(_ key: Key, picture: Picture) {
        filter.type(key)
        refresh(from: picture)
    }

    mutating func paste(_ text: String, picture: Picture) {
        filter.paste(text)
        refresh(from: picture)
    }

    private func isShown(_ request: RequestRecord) -> Bool {
        guard !filter.isEmpty else { return true }
        return filter.matches(
            [
                request.method, request.target, request.route, request.peer, request.server,
                request.status.map { "\($0)" }, request.task.map { "\($0)" },
            ].compactMap(\.self))
    }
}
