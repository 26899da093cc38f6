import Model

/// What the findings screen remembers between pictures.
struct FindingsState: FilteredList, SortedList, Sendable {
    static let columns = FindingsColumns.all
    /// The worst first.
    static let hasOwnOrder = true
    var order: ListOrder?

    /// Those of the last look.
    private var board = FindingsBoard()
    var filter = ListFilter<Finding>()
    private(set) var rows: [Finding] = []
    private(set) var selection = ListSelection<String>()
    var count: Int { rows.count }
    var selectedIndex: Int? { selection.index(in: rows.map(\.id)) }

    func item(at index: Int, in picture: Picture) -> Finding? { rows[index] }

    mutating func select(at index: Int, page: Int) {
        selection.select(at: index, in: rows.map(\.id), page: page)
    }

    var selected: Finding? { rows.first { $0.id == selection.id } }

    mutating func refresh(_ board: FindingsBoard, in picture: Picture) {
        self.board = board
        refresh(from: picture)
    }

    mutating func refresh(from picture: Picture) {
        let scene = scene(of: picture)
        rows = board.findings.filter { filter.filter.matches($0, in: scene) }
            .ordered(by: order, of: Self.columns, in: picture)
        selection.settle(in: rows.map(\.id))
    }

    mutating func act(_ action: Action, page: Int, picture: Picture) {
        if actOnFilter(action, picture: picture, page: page) { return }
        if sorts(action) { return refresh(from: picture) }
        selection.move(action, in: rows.map(\.id), page: page)
    }
}
