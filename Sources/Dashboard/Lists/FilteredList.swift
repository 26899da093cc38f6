import Model
import Terminal

/// A list with a line for words: what typing, clearing and the next match mean is the same in all of them.
protocol FilteredList {
    associatedtype Item: Filterable

    var filter: ListFilter<Item> { get set }
    /// How many rows there are, from top to bottom.
    var count: Int { get }
    var selectedIndex: Int? { get }

    /// What stands in a row; nil for one that stands for several.
    func item(at index: Int, in picture: Picture) -> Item?
    /// Selects a row, with `page` of them in sight.
    mutating func select(at index: Int, page: Int)
    /// Makes the rows anew.
    mutating func refresh(from picture: Picture)
    /// The same after the filter has changed.
    mutating func filterChanged(_ picture: Picture)
    /// What a key means to the rows, with `page` of them in sight.
    mutating func act(_ action: Action, page: Int, picture: Picture)
    /// What filters may ask about beside the row.
    func scene(of picture: Picture) -> FilterScene
}

extension FilteredList {
    func scene(of picture: Picture) -> FilterScene { FilterScene(picture) }

    mutating func filterChanged(_ picture: Picture) { refresh(from: picture) }

    /// Keys of the line, and the next match.
    ///
    /// - Returns: whether the action meant something here.
    mutating func actOnFilter(_ action: Action, picture: Picture, page: Int) -> Bool {
        switch action {
        case .nextMatch: seek(forward: true, picture: picture, page: page)
        case .previousMatch: seek(forward: false, picture: picture, page: page)
        default:
            let before = filter.text
            guard filter.act(action) else { return false }
            if filter.text != before { filterChanged(picture) }
        }
        return true
    }

    mutating func type(_ key: Key, picture: Picture, page: Int) {
        filter.type(key)
        typed(picture, page: page)
    }

    mutating func paste(_ text: String, picture: Picture, page: Int) {
        filter.paste(text)
        typed(picture, page: page)
    }

    /// Words as if they had been typed and kept.
    mutating func setFilter(_ text: String, picture: Picture) {
        filter.set(text)
        filterChanged(picture)
    }

    private mutating func typed(_ picture: Picture, page: Int) {
        guard filter.purpose == .find else { return filterChanged(picture) }
        let scene = scene(of: picture)
        if let index = selectedIndex, isMatch(index, in: scene) { return }
        seek(forward: true, picture: picture, page: page)
    }

    private func isMatch(_ index: Int, in scene: FilterScene) -> Bool {
        item(at: index, in: scene.picture).map { filter.sought.matches($0, in: scene) } ?? false
    }

    /// Selects the next row that matches, beyond the end from the beginning.
    private mutating func seek(forward: Bool, picture: Picture, page: Int) {
        guard count > 0, !filter.sought.isEmpty else { return }
        let scene = scene(of: picture)
        let here = selectedIndex ?? (forward ? -1 : count)
        let order = (1...count).map { step in (here + (forward ? step : -step) + 2 * count) % count }
        guard let found = order.first(where: { isMatch($0, in: scene) }) else { return }
        select(at: found, page: page)
    }
}
