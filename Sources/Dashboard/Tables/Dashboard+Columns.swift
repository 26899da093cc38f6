import Terminal

extension Dashboard {
    mutating func openColumns() {
        guard let table = tableName else {
            note = .muted("there are no columns to choose here")
            return
        }
        columnsDialog = ColumnsDialog(table, chosen: columns[table], natural: widths(of: table))
    }

    /// How wide the columns of a list are on this screen, by name.
    private func widths(of table: TableName) -> [String: Int] {
        switch table {
        case .tasks, .places: widths(chosen(TaskColumns.all(tasks.form), table))
        case .waits: widths(chosen(WaitColumns.all, table))
        case .slow: widths(chosen(SlowColumns.all, table))
        case .events: widths(chosen(EventColumns.all, table))
        case .findings: widths(chosen(FindingsColumns.all, table))
        case .requests: widths(chosen(RequestColumns.all, table))
        }
    }

    private func widths<Row>(_ columns: [TableColumn<Row>]) -> [String: Int] {
        let places = ColumnWidths.share(size.width - 2, among: columns.map(\.width))
        return Dictionary(places.map { (columns[$0.index].id, $0.width) }) { first, _ in first }
    }

    /// Takes a key where the dialog is open.
    mutating func answerColumns(_ key: Key) -> [Effect] {
        guard let dialog = columnsDialog else { return [] }
        let answer = columnsDialog?.handle(key)
        guard let answer else { return [] }
        columnsDialog = nil
        switch answer {
        case .close: return []
        case .keep(let chosen):
            columns[dialog.table] = chosen == dialog.table.columns.map { ChosenColumn($0) } ? nil : chosen
        case .reset: columns[dialog.table] = nil
        }
        return [.keepColumns(dialog.table, columns[dialog.table])]
    }

    /// The answer to `Effect.keepColumns`: nil where they are in the file, else why not.
    public mutating func receive(columnsProblem problem: String?) {
        note = problem.map { Phrase("the columns hold until looptop ends: \($0)", .look) }
    }
}
