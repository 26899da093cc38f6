import Model

/// The language of filters, for the help: what is the same everywhere, and what can be asked on each screen.
enum FilterHelp {
    /// What holds on every list: also a table of the README.
    static let words: [(word: String, meaning: String)] = [
        ("pay 88", "both words, anywhere in a row; case is ignored"),
        ("name:fetch*", "in the name; with * the pattern is the whole of it"),
        ("state:wait", "one of the words of that key, or its beginning"),
        ("wait>5s age<1m", "longer or shorter: ms, s, m, h, d; seconds without a unit"),
        ("#17", "the task of this number"),
        ("stuck", "on tasks: those that do not go on although they should"),
        ("-word !word", "rows that the word does not match"),
        ("\"two words\"", "as it stands, with spaces, colons and signs"),
    ]

    /// The screens with a line for filters, and what can be asked on each.
    static let screens: [(screen: ScreenID, keys: [(example: String, meaning: String)])] =
        Registry.all.filter { !$0.filters.isEmpty }.map { ($0.id, $0.filters) }

    /// What can be asked about rows of a kind.
    static func keys<Row: Filterable>(_ row: Row.Type) -> [(example: String, meaning: String)] {
        row.filterKeys.map { ($0.example, $0.meaning) }
    }
}
