extension Configuration {
    /// Takes `[columns]`: `tasks = ["task:40", "wait", "at"]`.
    mutating func take(columns value: TOMLValue, _ places: KeyPlaces) throws(SettingsError) {
        guard let tables = value.table else {
            throw places.error(
                ["columns"], "`columns` is a table: [columns], with lines such as tasks = [\"task\", \"wait\"]")
        }
        for key in tables.keys.sorted() {
            let path = ["columns", key]
            guard let table = TableName(rawValue: key) else {
                let known = TableName.allCases.map(\.rawValue).joined(separator: ", ")
                throw places.error(path, "there is no list `\(key)`; those with columns are \(known)")
            }
            guard let array = tables[key]?.array, !array.isEmpty else {
                throw places.error(path, "`\(key)` is a list of columns in quotes, one at least")
            }
            var chosen: [ChosenColumn] = []
            for entry in array {
                let text = entry.string ?? "?"
                guard let column = ChosenColumn(written: text) else {
                    let widths = ChosenColumn.widths
                    throw places.error(
                        path, "the width in `\(text)` is a number from \(widths.lowerBound) to \(widths.upperBound)")
                }
                guard table.columns.contains(column.name) else {
                    let known = table.columns.joined(separator: ", ")
                    throw places.error(path, "`\(text)` is no column of \(key); there are \(known)")
                }
                if !chosen.contains(where: { $0.name == column.name }) { chosen.append(column) }
            }
            columns[table] = chosen
        }
    }
}
