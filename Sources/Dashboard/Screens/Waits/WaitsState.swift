import Model
import Terminal

/// What the waits screen remembers between pictures.
struct WaitsState: FilteredList, SortedList, Sendable {
    static let columns = WaitColumns.all

    typealias Row = ResourceRow

    var order: ListOrder? = ListOrder(column: "waiting")
    var filter = ListFilter<ResourceRow>()
    private(set) var rows: [Row] = []
    private(set) var selection = ListSelection<Int>()

    private(set) var focus = Focus.resources
    private(set) var people = ListSelection<TaskID>()

    /// Where the selection moves.
    enum Focus: CaseIterable, Sendable {
        case resources, holders, waiters
    }

    /// The tasks of a box about the selected resource, in the order in which it shows them.
    func people(in box: Focus) -> [TaskID] {
        guard let row = selected else { return [] }
        switch box {
        case .resources: return []
        case .holders: return (row.resource.leaked ?? []).compactMap(\.task) + row.resource.holders.map(\.task)
        case .waiters: return row.waiters.map(\.task.id)
        }
    }

    /// Where Enter leads: whoever is selected in a box, else who holds the resource, or waits the longest.
    var selectedTask: TaskID? {
        if focus != .resources { return people.id }
        return selected.flatMap { $0.resource.holders.first?.task ?? $0.waiters.first?.task.id }
    }

    var selected: Row? { rows.first { $0.resource.id == selection.id } }
    var count: Int { rows.count }
    var selectedIndex: Int? { selection.index(in: rows.map(\.id)) }

    func item(at index: Int, in picture: Picture) -> Row? { rows[index] }

    mutating func select(at index: Int, page: Int) {
        focus = .resources
        selection.select(at: index, in: rows.map(\.id), page: page)
    }

    mutating func forget() {
        rows = []
        selection = ListSelection()
        focus = .resources
    }

    mutating func refresh(from picture: Picture) {
        let scene = FilterScene(picture)
        rows = Row.all(of: picture).filter { filter.filter.matches($0, in: scene) }
        rows = rows.sorted(by: Self.precedes).ordered(by: order, of: WaitColumns.all, in: picture)
        selection.settle(in: rows.map(\.resource.id))
        if focus != .resources {
            let there = people(in: focus)
            people.settle(in: there)
            if there.isEmpty { focus = .resources }
        }
    }

    mutating func act(_ action: Action, page: Int, picture: Picture) {
        if action == .clearFilter, focus != .resources {
            focus = .resources
            return
        }
        if action == .nextBox { return moveOn() }
        if actOnFilter(action, picture: picture, page: page) { return }
        if sorts(action) { return refresh(from: picture) }
        if focus != .resources {
            people.move(action, in: people(in: focus), page: page)
        } else {
            selection.move(action, in: rows.map(\.resource.id), page: page)
        }
    }

    /// Selects a resource; a filter that hides it is cleared.
    mutating func select(_ resource: Int, in picture: Picture) {
        refresh(from: picture)
        if !rows.contains(where: { $0.resource.id == resource }) {
            filter = ListFilter()
            refresh(from: picture)
        }
        selection.select(resource, in: rows.map(\.resource.id))
    }

    /// To the next box in which somebody is.
    private mutating func moveOn() {
        let all = Focus.allCases
        let here = all.firstIndex(of: focus) ?? 0
        let order = (1...all.count).map { all[(here + $0) % all.count] }
        focus = order.first { $0 == .resources || !people(in: $0).isEmpty } ?? .resources
        people = ListSelection()
        people.settle(in: people(in: focus))
    }

    /// What fills up: pools, queues and their like, without what libraries keep for themselves; those that make tasks
    /// wait first.
    static func pools(of picture: Picture) -> [Row] {
        Row.all(of: picture).filter { row in
            switch row.resource.kind {
            case .pool, .queue, .executor, .limiter, .semaphore: row.resource.isUsers || row.resource.waiting > 0
            case .lock: row.resource.waiting > 0
            case .event, .condition, .barrier, .other: false
            }
        }.sorted(by: precedes)
    }

    /// Those that make tasks wait first, then leaks, then what is nearly full.
    static func precedes(_ left: Row, _ right: Row) -> Bool {
        let (first, second) = (urgency(left), urgency(right))
        if first != second { return first > second }
        let names = (ResourceText.name(left.resource), ResourceText.name(right.resource))
        return names.0 == names.1 ? left.resource.id < right.resource.id : names.0 < names.1
    }

    /// How many wait; leaks are the next best reason to look.
    static func urgency(_ row: Row) -> Double {
        let resource = row.resource
        return Double(resource.waiting) * 1000 + Double(resource.leaked?.count ?? 0)
            + (ResourceText.share(resource) ?? -1) / 2
    }
}
