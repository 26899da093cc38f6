import Model

/// What the slow screen remembers between pictures.
struct SlowState: FilteredList, Sendable {
    /// What the culprits are ordered by; the largest first.
    enum Order: CaseIterable, Sendable {
        case total, worst, count, last
    }

    private(set) var order = Order.total
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

    mutating func filterChanged(_ picture: Picture) { refresh(from: picture) }

    mutating func refresh(from picture: Picture) {
        let scene = FilterScene(picture)
        rows = picture.slow.culprits.filter { filter.filter.matches($0, in: scene) }.sorted { left, right in
            let (first, second) = (rank(left), rank(right))
            return first == second ? left.id < right.id : first > second
        }
        selection.settle(in: rows.map(\.id))
    }

    mutating func act(_ action: Action, page: Int, picture: Picture) {
        if actOnFilter(action, picture: picture, page: page) { return }
        if action == .sort {
            let next = (Order.allCases.firstIndex(of: order) ?? 0) + 1
            order = Order.allCases[next % Order.allCases.count]
            refresh(from: picture)
        } else {
            selection.move(action, in: rows.map(\.id), page: page)
        }
    }

    /// Selects a culprit; a filter that hides it is cleared.
    mutating func select(_ culprit: Int, in picture: Picture) {
        refresh(from: picture)
        if !rows.contains(where: { $0.id == culprit }) { setFilter("", picture: picture) }
        selection.select(culprit, in: rows.map(\.id))
    }

    private func rank(_ culprit: SlowCallback) -> Double {
        switch order {
        case .total: culprit.total
        case .worst: culprit.max
        case .count: Double(culprit.count)
        case .last: culprit.last
        }
    }
}
