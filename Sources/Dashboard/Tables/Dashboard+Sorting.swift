import Model
import Terminal

extension Dashboard {
    /// The columns that the list can be sorted by, for the palette.
    var sorts: [Palette.Entry] {
        guard let table = tableName else { return [] }
        return switch table {
        case .tasks, .places: entries(TaskColumns.all(tasks.form))
        case .waits: entries(WaitColumns.all)
        case .slow: entries(SlowColumns.all)
        case .findings: entries(FindingsColumns.all)
        case .requests: entries(RequestColumns.all)
        case .events: []
        }
    }

    private func entries<Row>(_ columns: [TableColumn<Row>]) -> [Palette.Entry] {
        columns.filter(\.isSortable).map { column in
            Palette.Entry(
                title: "sort \(column.id)", detail: "by the column \(column.title)", deed: .sort(column.id))
        }
    }

    /// Sorts the list by a column; the other way round where it is sorted by that already.
    mutating func sort(by name: String) {
        switch tableName {
        case .tasks, .places:
            let column = TaskColumns.all(tasks.form).first { $0.id == name }
            if let sort = column?.taskSort { tasks.sort(by: sort, picture: picture) }
        case .waits: waits.sort(by: name)
        case .slow: slow.sort(by: name)
        case .findings: findings.sort(by: name)
        case .requests: requests.sort(by: name)
        case .events, nil: break
        }
        refreshScreen()
    }
}
