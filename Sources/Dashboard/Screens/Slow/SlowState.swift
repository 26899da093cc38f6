import Model

/// What the slow screen remembers between pictures.
struct SlowState: FilteredList, SortedList, Sendable {
    static let columns = SlowColumns.all

    var order: ListOrder? = ListOrder(column: "total")
    private(set) var rows: [SlowCallback] = []
    var filter = ListFilter<SlowCallback>()
    private(set) var selection = ListSelection<Int>()

    var selected: SlowCallback? { rows.first { $0.id == selection.id } }
    var count: Int { rows.count }
    var selectedIndex: Int? { selection.index(in: rows.map(\.id)) }

    func item(at index: Int, in picture: Picture) -> SlowCallback? { rows[index] }

    mutating func select(at index: Int, page: Int) {
        selection.select(at: index, in: rows.map(\.id), page: page)
    }

    mutating func refresh(from picture: Picture) {
        let scene = FilterScene(picture)
        rows = picture.slow.culprits.filter { filter.filter.matches($0, in: scene) }.sorted { $0.id < $1.id }
            .ordered(by: order, of: SlowColumns.all, in: picture)
        selection.settle(in: rows.map(\.id))
    }

    mutating func act(_ action: Action, page: Int, picture: Picture) {
        if actOnFilter(action, picture: picture, page: page) { return }
        if sorts(action) { return refresh(from: picture) }
        selection.move(action, in: rows.map(\.id), page: page)
    }

    /// Selects a culprit; a filter that hides it is cleared.
    mutating func select(_ culprit: Int, in picture: Picture) {
        refresh(from: picture)
        if !rows.contains(where: { $0.id == culprit }) { setFilter("", picture: picture) }
        selection.select(culprit, in: rows.map(\.id))
    }
}
