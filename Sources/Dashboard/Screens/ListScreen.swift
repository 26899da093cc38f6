import Model
import Terminal

/// A screen that is a list with a line for filters: what keys, typing and clicks mean is the same in all of them.
protocol ListScreen: Screen {
    associatedtype State: FilteredList

    var state: State { get set }
    /// Rows of the list that are shown.
    func page(_ scene: Scene) -> Int
}

extension ListScreen {
    /// All between the screens' bar and the hints, but for the summary and the heads of the columns.
    func page(_ scene: Scene) -> Int { max(1, scene.contentHeight - 2) }

    mutating func refresh(_ scene: Scene) { state.refresh(from: scene.picture) }

    /// What keys mean to the rows.
    mutating func actOnRows(_ action: Action, _ scene: Scene) {
        state.act(action, page: page(scene), picture: scene.picture)
    }

    mutating func act(_ action: Action, _ scene: Scene) -> [Step] {
        guard action != .open else { return [selectedTask].compactMap(\.self).map { .open($0) } }
        actOnRows(action, scene)
        return []
    }

    var lineInput: LineInput? { state.filter.input }
    var hasFilter: Bool { lineInput != nil || !state.filter.text.isEmpty }
    var rowCount: Int { state.count }
    var selectedIndex: Int? { state.selectedIndex }

    mutating func type(_ key: Key, _ scene: Scene) { state.type(key, picture: scene.picture, page: page(scene)) }

    mutating func paste(_ text: String, _ scene: Scene) {
        state.paste(text, picture: scene.picture, page: page(scene))
    }

    mutating func setFilter(_ text: String, _ scene: Scene) { state.setFilter(text, picture: scene.picture) }

    static func problem(ofFilter text: String) -> String? { RowFilter<State.Item>(parsing: text).problem }

    mutating func select(at index: Int, _ scene: Scene) { state.select(at: index, page: page(scene)) }

    /// How wide columns are in a table as wide as the terminal, by name.
    func widths<Row>(_ columns: [TableColumn<Row>], _ table: TableName, _ scene: Scene) -> [String: Int] {
        let shown = scene.chosen(columns, table)
        let places = ColumnWidths.share(scene.size.width - 2, among: shown.map(\.width))
        return Dictionary(places.map { (shown[$0.index].id, $0.width) }) { first, _ in first }
    }
}

/// One whose rows are sorted by its columns.
extension ListScreen where State: SortedList {
    var sorts: [(column: String, title: String)] {
        State.columns.filter(\.isSortable).map { ($0.id, $0.title) }
    }

    mutating func sort(by column: String, _ scene: Scene) { state.sort(by: column) }

    func widths(_ scene: Scene) -> [String: Int] {
        table.map { widths(State.columns, $0, scene) } ?? [:]
    }
}

extension TableInfo {
    /// A table with these columns.
    init<Row>(_ name: TableName, _ columns: [TableColumn<Row>]) {
        self.init(name: name, columns: columns.map(\.id))
    }
}
