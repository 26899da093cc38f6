import Model
import Terminal

extension Dashboard {
    /// The columns that the list can be sorted by, for the palette.
    var sorts: [Palette.Entry] {
        guard screen == .tasks, opened == nil else { return [] }
        return TaskColumns.all(tasks.form).filter { $0.order != nil }.map { column in
            let name = column.title.lowercased().replacing(" ", with: "-")
            return Palette.Entry(title: "sort \(name)", detail: "by the column \(column.title)", deed: .sort(name))
        }
    }

    /// Sorts the list by a column; the other way round where it is sorted by that already.
    mutating func sort(by name: String) {
        guard screen == .tasks else { return }
        let column = TaskColumns.all(tasks.form).first { $0.title.lowercased().replacing(" ", with: "-") == name }
        if let sort = column?.order { tasks.sort(by: sort, picture: picture) }
    }
}
