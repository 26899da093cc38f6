import Model

/// What the findings screen remembers between pictures.
struct FindingsState: FilteredList, SortedList, Sendable {
    static let columns = FindingsColumns.all
    /// The worst first.
    static let hasOwnOrder = true
    var order: ListOrder?

    private(set) var board = FindingsBoard()
    /// The tasks that are stuck.
    private(set) var stuck: Set<TaskID> = []
    var filter = ListFilter<Finding>()
    private(set) var rows: [Finding] = []
    private(set) var selection = ListSelection<String>()
    /// True while somebody looks at the service for findings: that takes longer than a picture may.
    private var isLooking = false
    private var asked = -Double.infinity

    /// Seconds between two looks.
    private static let pause = 1.0

    init(_ configuration: Configuration) {
        board.thresholds = configuration.thresholds
        board.marks = configuration.longRunning
    }

    /// Places where tasks wait long by intent.
    var marks: Set<String> {
        get { board.marks }
        set { board.marks = newValue }
    }

    var count: Int { rows.count }
    var selectedIndex: Int? { selection.index(in: rows.map(\.id)) }

    func item(at index: Int, in picture: Picture) -> Finding? { rows[index] }

    mutating func select(at index: Int, page: Int) {
        selection.select(at: index, in: rows.map(\.id), page: page)
    }

    mutating func filterChanged(_ picture: Picture) { refresh(from: picture) }

    var selected: Finding? { rows.first { $0.id == selection.id } }
    /// The worst that is true now.
    var worst: Severity? { board.current.map(\.severity).max() }

    /// True once a second, and only after the answer to the look before.
    mutating func shouldLook(at now: Double) -> Bool {
        // A clock that was set back asks again.
        guard !isLooking, now - asked >= Self.pause || now < asked else { return false }
        asked = now
        isLooking = true
        return true
    }

    mutating func receive(_ board: FindingsBoard, picture: Picture) {
        isLooking = false
        // They may have been changed meanwhile.
        let marks = self.board.marks
        self.board = board
        self.board.marks = marks
        stuck = Set(board.stuck.map(\.id))
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
