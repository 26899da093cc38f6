import Model
import Terminal

/// What the requests screen remembers: those in flight, the slowest first, and below them those that ended lately.
struct RequestsState: FilteredList, SortedList, Sendable {
    static let columns = RequestColumns.all
    /// Those in flight, the longest first, and below them those that ended lately.
    static let hasOwnOrder = true
    var order: ListOrder?

    private(set) var rows: [RequestRecord] = []
    private(set) var inFlight = 0
    var filter = ListFilter<RequestRecord>()
    private(set) var selection = ListSelection<Int>()

    /// So long a request may take before one looks at it: seconds.
    static let toLook = 1.0
    /// So many that ended are shown.
    static let endedLimit = 200

    var selected: RequestRecord? { rows.first { $0.id == selection.id } }
    var count: Int { rows.count }
    var selectedIndex: Int? { selection.index(in: rows.map(\.id)) }

    func item(at index: Int, in picture: Picture) -> RequestRecord? { rows[index] }

    mutating func select(at index: Int, page: Int) {
        selection.select(at: index, in: rows.map(\.id), page: page)
    }

    mutating func forget() {
        rows = []
        inFlight = 0
        selection = ListSelection()
    }

    mutating func refresh(from picture: Picture) {
        let scene = FilterScene(picture)
        let flying = Self.inFlight(in: picture).filter { filter.filter.matches($0, in: scene) }
        let ended = picture.endedRequests.suffix(Self.endedLimit).reversed()
            .filter { filter.filter.matches($0, in: scene) }
        inFlight = flying.count
        rows = (flying + ended).ordered(by: order, of: Self.columns, in: picture)
        selection.settle(in: rows.map(\.id))
    }

    /// The oldest first.
    static func inFlight(in picture: Picture) -> [RequestRecord] {
        picture.requests.values.sorted { ($0.started, $0.id) < ($1.started, $1.id) }
    }

    mutating func act(_ action: Action, page: Int, picture: Picture) {
        if actOnFilter(action, picture: picture, page: page) { return }
        if sorts(action) { return refresh(from: picture) }
        selection.move(action, in: rows.map(\.id), page: page)
    }
}
