import Model
import Terminal

/// What the task screen remembers between pictures: form, order, filter, folding, and the selection.
struct TasksState: FilteredList, Sendable {
    /// A line of the list: something alive, or a task that has just ended and lingers.
    struct Row: Hashable, Sendable {
        var tree: TaskRow
        /// A task that has ended and lingers.
        var ended: TaskRecord? { records.first }
        // Few rows have one, and there are many rows: an array takes a word where there is none.
        private let records: [TaskRecord]
        var isEnded: Bool { !records.isEmpty }

        init(tree: TaskRow, ended: TaskRecord? = nil) {
            self.tree = tree
            records = ended.map { [$0] } ?? []
        }

        var id: RowID { tree.id }
        /// The task on the line itself.
        var task: TaskID? { tree.task }
    }

    private(set) var rows: [Row] = []
    private(set) var form = TaskForm.creation
    /// Trees and the flat list share one order; places have their own.
    private var taskOrder = TaskOrder()
    private var placeOrder = TaskOrder(sort: .count, isAscending: false)
    /// The line that is selected, wherever it stands.
    private(set) var selected: RowID?
    /// Where that is.
    private(set) var selectedIndex: Int?
    /// The first row that is shown, as far as the list's length allows.
    private(set) var top = 0
    var filter = ListFilter<TaskRecord>()
    /// The tasks that do not go on although they should: filters may ask for them.
    var stuck: Set<TaskID> = []
    private var toggled: [TaskForm: Set<RowID>] = [:]
    private var foldings: [TaskForm: TreeFolding] = [:]
    /// What the rows were made from.
    private var revision: Int?
    private var refreshedAt = 0.0
    /// Whether ended tasks linger among the rows.
    private var hasEnded = false
    /// True until something matches the filter: that is selected, rather than what it stands below.
    private var awaitsMatch = false

    /// The tasks that are marked, to do something to all of them.
    private(set) var marked: Set<TaskID> = []

    /// The tasks that an act is meant for: those that are marked, else the one selected.
    var meant: [TaskID] { marked.isEmpty ? [openable].compactMap(\.self) : marked.sorted() }

    /// How many live tasks match the filter.
    private(set) var matchCount = 0

    var order: TaskOrder { form == .folded ? placeOrder : taskOrder }

    /// What lines of this form are by themselves.
    var folding: TreeFolding { foldings[form] ?? .usual }

    /// The task on the selected line.
    var selection: TaskID? { selected?.task }

    var selectedRow: Row? { selectedIndex.map { rows[$0] } }

    /// The task that Enter opens; nil where it folds instead.
    var openable: TaskID? {
        if case .cycle(let id, _) = selected { return id }
        return selection
    }

    /// The task whose await chain says most about the selected line.
    var previewed: TaskID? { openable ?? selectedRow?.tree.summary?.longest }

    /// Another instance of the service: ids mean other tasks now.
    mutating func forgetTasks() {
        rows = []
        marked = []
        selected = nil
        selectedIndex = nil
        toggled = [:]
        foldings = [:]
        top = 0
        revision = nil
    }

    /// Makes the rows anew where they may be others than before: tasks have changed, ended ones linger, or a second has
    /// gone by and a filter may ask for the length of waits. Very many rows are made a few times a second at most.
    mutating func refreshIfNeeded(from picture: Picture) {
        let isBack = picture.now < refreshedAt
        let isDue = !filter.isEmpty && picture.now >= refreshedAt + 1
        guard isDue || isBack || picture.revision != revision || hasEnded else { return }
        guard
            isBack || revision == nil || picture.tasks.count < Freshness.many
                || picture.now >= refreshedAt + Freshness.pause
        else { return }
        refresh(from: picture)
    }

    /// Makes the rows anew.
    mutating func refresh(from picture: Picture) {
        revision = picture.revision
        refreshedAt = picture.now
        let old = rows
        if !marked.isEmpty { marked = marked.filter { picture.tasks[$0] != nil } }
        let choices = TaskOutline.Choices(
            order: order, filter: filter.filter, toggled: toggled[form] ?? [], kept: selection, stuck: stuck,
            folding: folding)
        let outline = TaskOutline(of: picture, form: form, choices: choices)
        matchCount = outline.matchCount
        let ended =
            form == .folded ? [] : Lingering.tasks(of: scene(of: picture), filter: filter.filter, selection: selection)
        hasEnded = !ended.isEmpty
        rows = Lingering.merge(
            outline.rows.map { Row(tree: $0) }, ended: ended, before: old, form: form,
            picture: picture)
        settleSelection(from: old)
        if awaitsMatch { selectMatch() }
    }

    /// Keeps the selection on its line; where that is gone, on its neighbour.
    private mutating func settleSelection(from old: [Row]) {
        let oldIndex = selectedIndex
        selectedIndex = selected.flatMap { id in rows.firstIndex { $0.id == id } }
        if let selectedIndex {
            // Whoever has scrolled keeps the line where it stands while others come, go and move.
            if top > 0, let oldIndex { top = max(0, top + selectedIndex - oldIndex) }
            return
        }
        guard !rows.isEmpty else {
            if filter.input == nil, filter.isEmpty { selected = nil }
            return
        }
        guard let oldIndex, oldIndex < old.count else { return select(0) }
        var places: [RowID: Int] = Dictionary(minimumCapacity: rows.count)
        for (index, row) in rows.enumerated() { places[row.id] = index }
        var depth = old[oldIndex].tree.depth
        for row in old[..<oldIndex].reversed() where row.tree.depth < depth {
            depth = row.tree.depth
            // What is folded away is represented by the line that folds it.
            if let place = places[row.id], rows[place].tree.isCollapsed { return select(place) }
        }
        let neighbour =
            old[oldIndex...].first { places[$0.id] != nil } ?? old[..<oldIndex].last { places[$0.id] != nil }
        select(neighbour.flatMap { places[$0.id] } ?? 0)
    }

    private mutating func select(_ index: Int) {
        selectedIndex = index
        selected = rows[index].id
    }

    // MARK: Keys

    mutating func act(_ action: Action, page: Int, picture: Picture) {
        if actOnFilter(action, picture: picture, page: page) {
            top = firstRow(page: page)
            return
        }
        switch action {
        case .sort: setOrder(TaskColumns.order(after: order, in: form), picture: picture)
        case .reverse: setOrder(TaskOrder(sort: order.sort, isAscending: !order.isAscending), picture: picture)
        case .shape:
            let forms = TaskForm.allCases
            form = forms[((forms.firstIndex(of: form) ?? 0) + 1) % forms.count]
            refresh(from: picture)
        case .open: fold(.fold, picture: picture)
        case .fold, .collapse, .expand: fold(action, picture: picture)
        case .select: mark(picture, page: page)
        case .unselect: marked = []
        case .foldLevel, .unfoldLevel, .foldAll: foldTree(action, picture: picture)
        default: move(action, page: page)
        }
        top = firstRow(page: page)
    }

    var count: Int { rows.count }

    func item(at index: Int, in picture: Picture) -> TaskRecord? {
        rows[index].ended ?? rows[index].task.flatMap { picture.tasks[$0] }
    }

    func scene(of picture: Picture) -> FilterScene { FilterScene(picture, stuck: stuck) }

    mutating func select(at index: Int, page: Int) {
        awaitsMatch = false
        select(index)
        top = firstRow(page: page)
    }

    mutating func filterChanged(_ picture: Picture) {
        awaitsMatch = !filter.isEmpty
        refresh(from: picture)
    }

    /// The ancestors of a match are shown for their place in the tree alone.
    private mutating func selectMatch() {
        guard let index = selectedIndex else { return }
        let match = rows[index...].firstIndex { $0.tree.isMatch } ?? rows.firstIndex { $0.tree.isMatch }
        guard let match else { return }
        select(match)
        awaitsMatch = false
    }

    /// Sorts by a column; the other way round where it is sorted by that already.
    mutating func sort(by sort: TaskSort, picture: Picture) {
        let isAscending = order.sort == sort ? !order.isAscending : TaskColumns.beginsAscending(sort)
        setOrder(TaskOrder(sort: sort, isAscending: isAscending), picture: picture)
    }

    private mutating func setOrder(_ order: TaskOrder, picture: Picture) {
        if form == .folded { placeOrder = order } else { taskOrder = order }
        refresh(from: picture)
    }

    private mutating func move(_ action: Action, page: Int) {
        awaitsMatch = false
        guard !rows.isEmpty else { return }
        select(Scrolling.moved(selectedIndex ?? 0, by: action, page: page, count: rows.count))
    }

    /// Marks the selected task, or takes the mark away, and goes on to the next line.
    private mutating func mark(_ picture: Picture, page: Int) {
        guard let task = selection, picture.tasks[task] != nil else { return }
        marked.formSymmetricDifference([task])
        move(.down, page: page)
    }

    /// Selects a task that may be hidden: what it stands below is unfolded, and a filter that hides it is cleared.
    mutating func reveal(_ task: TaskID, picture: Picture) {
        if !filter.isEmpty, picture.tasks[task].map({ !filter.filter.matches($0, in: scene(of: picture)) }) ?? true {
            filter.set("")
        }
        selected = .task(task)
        refresh(from: picture)
        guard selectedIndex == nil || selection != task else { return }
        let unfolded = (toggled[form] ?? []).filter { id in
            switch id {
            case .task, .group: false
            case .cycle, .alike, .place: true
            }
        }
        toggled[form] = unfolded
        selected = .task(task)
        refresh(from: picture)
    }

    /// Marks none.
    mutating func unmark() { marked = [] }

    private mutating func fold(_ action: Action, picture: Picture) {
        guard let index = selectedIndex else { return }
        let row = rows[index].tree
        let isOpen = row.childCount > 0 && !row.isCollapsed
        switch action {
        case .fold where row.childCount > 0, .collapse where isOpen, .expand where row.isCollapsed:
            toggled[form, default: []].formSymmetricDifference([row.id])
            return refresh(from: picture)
        case .collapse:
            if let parent = rows[..<index].lastIndex(where: { $0.tree.depth < row.depth }) { select(parent) }
        case .expand where isOpen && index + 1 < rows.count: select(index + 1)
        default: return
        }
    }

    /// All of the tree, a level more or less, or wholly; what a person had said about single lines is over.
    private mutating func foldTree(_ action: Action, picture: Picture) {
        guard form != .flat else { return }
        foldings[form] =
            switch action {
            case .foldLevel: folding.level(less: rows.map(\.tree))
            case .unfoldLevel: folding.level(more: rows.map(\.tree))
            default: folding == .usual ? .depth(0) : folding == .nothing ? .usual : .nothing
            }
        toggled[form] = []
        refresh(from: picture)
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

    /// The live tasks on the lines that are shown.
    func visibleTasks(page: Int) -> [TaskID] {
        rows.dropFirst(firstRow(page: page)).prefix(max(1, page)).compactMap { $0.isEnded ? nil : $0.task }
    }
}
