import Model

/// The lists whose columns a person can choose, as the configuration writes them.
public enum TableName: String, Hashable, Sendable, CaseIterable {
    case tasks, places, waits, slow, events, findings, requests

    /// Every column by its name, in the order in which they stand by themselves.
    var columns: [String] {
        switch self {
        case .tasks: TaskColumns.all(.flat).map(\.id)
        case .places: TaskColumns.all(.folded).map(\.id)
        case .waits: WaitColumns.all.map(\.id)
        case .slow: SlowColumns.all.map(\.id)
        case .events: EventColumns.all.map(\.id)
        case .findings: FindingsColumns.all.map(\.id)
        case .requests: RequestColumns.all.map(\.id)
        }
    }
}

extension Dashboard {
    /// The list on screen whose columns can be chosen.
    var tableName: TableName? {
        guard opened == nil, !isHelpOpen else { return nil }
        return switch screen {
        case .tasks: tasks.form == .folded ? .places : .tasks
        case .waits: .waits
        case .slow: .slow
        case .events: .events
        case .findings: .findings
        case .requests: .requests
        case .overview, .shutdown, .output: nil
        }
    }

    /// The columns of a list as the person has chosen them, or does so now.
    func chosen<Row>(_ all: [TableColumn<Row>], _ table: TableName) -> [TableColumn<Row>] {
        let draft = columnsDialog.flatMap { $0.table == table ? $0.chosen : nil }
        guard let wanted = draft ?? columns[table] else { return all }
        let chosen = wanted.compactMap { wish in all.first { $0.id == wish.name }?.wide(wish.width) }
        return chosen.isEmpty ? all : chosen
    }
}
