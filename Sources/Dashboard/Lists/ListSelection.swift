/// Which row of a list is selected, by its id: it stays on what it means while rows come, go and move.
struct ListSelection<ID: Hashable & Sendable>: Hashable, Sendable {
    private(set) var id: ID?
    /// Where the selected row stood.
    private var index = 0
    /// The first row that is shown, as far as the list's length allows.
    private var top = 0

    /// The place of the selected row.
    func index(in ids: some RandomAccessCollection<ID>) -> Int? {
        guard let id else { return nil }
        let ids = Array(ids)
        return index < ids.count && ids[index] == id ? index : ids.firstIndex(of: id)
    }

    /// Takes in the rows as they are now: where the selected one is gone, its neighbour is selected.
    mutating func settle(in ids: [ID]) {
        if let found = index(in: ids) {
            // Whoever has scrolled keeps the row where it stands while others come, go and move.
            if top > 0 { top = max(0, top + found - index) }
            index = found
        } else {
            index = max(0, min(index, ids.count - 1))
            id = ids.isEmpty ? nil : ids[index]
        }
    }

    /// Selects a row by its id, whether it is there yet or not.
    mutating func select(_ id: ID, in ids: [ID]) {
        self.id = id
        settle(in: ids)
    }

    /// Selects the row at a place, in a list of which `page` rows are shown.
    mutating func select(at index: Int, in ids: [ID], page: Int) {
        guard ids.indices.contains(index) else { return }
        self.index = index
        id = ids[index]
        top = firstRow(of: ids.count, page: page)
    }

    /// Moves as an action says, in a list of which `page` rows are shown.
    mutating func move(_ action: Action, in ids: [ID], page: Int) {
        guard !ids.isEmpty else { return }
        index = Scrolling.moved(index(in: ids) ?? 0, by: action, page: page, count: ids.count)
        id = ids[index]
        top = firstRow(of: ids.count, page: page)
    }

    /// The first row to show, with the selected one in sight.
    func firstRow(of count: Int, page: Int) -> Int {
        let page = max(1, page)
        var first = min(top, max(0, count - page))
        first = min(first, index)
        first = max(first, index - page + 1)
        return max(0, first)
    }
}
