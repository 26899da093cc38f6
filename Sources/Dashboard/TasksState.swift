import Model
import Terminal

/// What the task screen remembers between pictures: order, filter, folding, and the selection by id.
struct TasksState: Sendable {
    /// A line of the list: a live task, or one that has just ended and lingers.
    struct Row: Hashable, Sendable {
        var tree: TaskRow
        var ended: TaskRecord?
        var id: TaskID { tree.id }
    }

    /// An ended task stays in its place for so many seconds of the service's clock.
    static let lingering = 2.0
    /// So many ended tasks of one parent are shown at once, beside the selected one: the living have the room.
    static let lingeringOfOneParent = 1

    private(set) var rows: [Row] = []
    private(set) var order = TaskOrder()
    private(set) var isTree = true
    private(set) var selection: TaskID?
    /// The first row that is shown, as far as the list's length allows.
    private(set) var top = 0
    /// The line being typed.
    private(set) var input: LineInput?
    private(set) var filterText = ""
    private(set) var filter = TaskFilter(parsing: "")
    private var collapsed: Set<TaskID> = []
    /// What the rows were made from.
    private var revision: Int?
    private var refreshedAt = 0.0

    /// How many live tasks are shown because they match.
    private(set) var matchCount = 0

    var selectedIndex: Int? { selection.flatMap { id in rows.firstIndex { $0.id == id } } }

    /// Another instance of the service: ids mean other tasks now.
    mutating func forgetTasks() {
        rows = []
        selection = nil
        collapsed = []
        top = 0
    }

    /// Makes the rows anew where they may be others than before: tasks have changed, ended ones linger, or a second has
    /// gone by and a filter may ask for another length of waits.
    mutating func refreshIfNeeded(from picture: Picture) {
        let isDue = picture.now >= refreshedAt + 1 || picture.now < refreshedAt
        guard isDue || picture.revision != revision || rows.contains(where: { $0.ended != nil }) else { return }
        refresh(from: picture)
    }

    /// Makes the rows anew.
    mutating func refresh(from picture: Picture) {
        revision = picture.revision
        refreshedAt = picture.now
        let old = rows
        let oldIndex = selectedIndex
        var live = TaskTree.rows(of: picture, order: order, filter: filter, collapsed: isTree ? collapsed : [])
        if !isTree { live = TaskTree.list(of: picture, order: order, filter: filter) }
        matchCount = live.count { $0.isMatch }
        rows = live.map { Row(tree: $0) }
        rows = Lingering.merge(rows, ended: lingering(in: picture), before: old, isTree: isTree)
        settleSelection(from: old, at: oldIndex)
    }

    /// Those that ended lately, oldest first: of one parent the newest, so that a flood does not hide the living.
    private func lingering(in picture: Picture) -> [TaskRecord] {
        var shown: [TaskID?: Int] = [:]
        var result: [TaskRecord] = []
        for task in picture.ended.reversed() {
            let since = picture.now - (task.ended ?? 0)
            // Ends arrive in the order of ticks, not quite in the order of time.
            guard since < Self.lingering + 1 else { break }
            guard since < Self.lingering, filter.matches(task, now: picture.now) else { continue }
            shown[task.parent, default: 0] += 1
            guard shown[task.parent, default: 0] <= Self.lingeringOfOneParent || task.id == selection else { continue }
            result.append(task)
        }
        return result.reversed()
    }

    /// Keeps the selection on its task; where the task is gone, on its neighbour.
    private mutating func settleSelection(from old: [Row], at oldIndex: Int?) {
        guard !rows.isEmpty else {
            if input == nil, filterText.isEmpty { selection = nil }
            return
        }
        if let selection, rows.contains(where: { $0.id == selection }) { return }
        guard let oldIndex else {
            selection = rows.first?.id
            return
        }
        let present = Set(rows.map(\.id))
        let neighbour =
            old[oldIndex...].first { present.contains($0.id) } ?? old[..<oldIndex].last { present.contains($0.id) }
        selection = neighbour?.id ?? rows.first?.id
    }

    // MARK: Keys

    mutating func act(_ action: Action, picture: Picture, page: Int) {
        switch action {
        case .filter: input = LineInput(filterText)
        case .keepFilter: input = nil
        case .clearFilter:
            input = nil
            setFilter("", picture: picture)
        case .sort: setOrder(TaskColumns.order(after: order), picture: picture)
        case .reverse:
            var reversed = order
            reversed.isAscending.toggle()
            setOrder(reversed, picture: picture)
        case .shape:
            isTree.toggle()
            refresh(from: picture)
        case .fold, .collapse, .expand: fold(action, picture: picture)
        default: move(action, page: page)
        }
        follow(page: page)
    }

    mutating func type(_ key: Key, picture: Picture) {
        guard input?.handle(key) == true else { return }
        setFilter(input?.text ?? "", picture: picture)
    }

    mutating func paste(_ text: String, picture: Picture) {
        guard input != nil else { return }
        input?.insert(text)
        setFilter(input?.text ?? "", picture: picture)
    }

    private mutating func setFilter(_ text: String, picture: Picture) {
        guard text != filterText else { return }
        filterText = text
        let parsed = TaskFilter(parsing: text)
        filter = parsed
        refresh(from: picture)
        // The ancestors of a match are shown for their place in the tree alone.
        guard let index = selectedIndex, !rows[index].tree.isMatch else { return }
        selection = (rows[index...].first { $0.tree.isMatch } ?? rows.first { $0.tree.isMatch })?.id ?? selection
    }

    private mutating func setOrder(_ order: TaskOrder, picture: Picture) {
        self.order = order
        refresh(from: picture)
    }

    private mutating func move(_ action: Action, page: Int) {
        guard !rows.isEmpty else { return }
        let index = Scrolling.moved(selectedIndex ?? 0, by: action, page: page, count: rows.count)
        selection = rows[index].id
    }

    private mutating func fold(_ action: Action, picture: Picture) {
        guard isTree, let index = selectedIndex else { return }
        let row = rows[index].tree
        let isOpen = row.childCount > 0 && !row.isCollapsed
        switch action {
        case .fold where row.childCount > 0: collapsed.formSymmetricDifference([row.id])
        case .collapse where isOpen: collapsed.insert(row.id)
        case .collapse:
            let parent = rows[..<index].last { $0.tree.depth < row.depth }
            selection = parent?.id ?? selection
        case .expand where row.isCollapsed: collapsed.remove(row.id)
        case .expand where isOpen && index + 1 < rows.count: selection = rows[index + 1].id
        default: return
        }
        refresh(from: picture)
    }

    /// Scrolls so that the selection is among `page` rows.
    private mutating func follow(page: Int) {
        top = firstRow(page: page)
    }

    /// The first row to show in a list of so many lines: near `top`, with the selection in sight.
    func firstRow(page: Int) -> Int {
        let page = max(1, page)
        var first = min(top, max(0, rows.count - page))
        if let index = selectedIndex {
            first = min(first, index)
            first = max(first, index - page + 1)
        }
        return max(0, first)
    }
}
