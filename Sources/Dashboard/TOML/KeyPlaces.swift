/// Where keys stand in the text of a TOML file.
struct KeyPlaces {
    private let table: TOMLTable?

    /// Of a text that is no TOML no place is known.
    init(of text: String) {
        table = try? TOMLTable(parsing: text)
    }

    init(of table: TOMLTable) {
        self.table = table
    }

    /// An error at the place of a key.
    func error(_ path: [String], _ message: String) -> SettingsError {
        let place = find(path)
        return SettingsError(line: place?.line, column: place?.column, message: message)
    }

    /// The place of the last key of a path.
    func find(_ path: [String]) -> TOMLTable.Place? {
        guard let last = path.last else { return nil }
        return path.dropLast().reduce(table) { $0?[$1]?.table }?.place(of: last)
    }
}
