/// How filters are written, as a manual tells it: from the tables that the dashboard itself uses.
public enum FilterTable {
    /// The filters of a screen.
    public struct Section: Hashable, Sendable {
        /// The screen, or `everywhere`.
        public let title: String
        /// In the order of the help.
        public let rows: [Row]
    }

    /// A word of a filter, and what it means.
    public struct Row: Hashable, Sendable {
        /// As it is typed.
        public let word: String
        /// In a sentence.
        public let meaning: String
    }

    /// What is the same everywhere, and what can be asked on each screen.
    public static var sections: [Section] {
        let everywhere = FilterHelp.words.map { Row(word: $0.word, meaning: $0.meaning) }
        return [Section(title: "everywhere", rows: everywhere)]
            + FilterHelp.screens.map { screen, keys in
                Section(title: screen.rawValue, rows: keys.map { Row(word: $0.example, meaning: $0.meaning) })
            }
    }
}
