/// What a filter can ask of the rows of one list: `name:`, `state:`, `wait>`.
public struct FilterKey<Row>: Sendable {
    /// As it is typed; the first is the one that help shows.
    public let names: [String]
    /// In few words, for the help.
    public let meaning: String
    let test: Test

    /// What stands behind the key, and what it is compared with.
    enum Test: Sendable {
        /// A text to find, or a pattern.
        case text(@Sendable (Row, FilterScene, TextPattern) -> Bool)
        /// The beginning of one of these words; those that are true of a row.
        case words([String], @Sendable (Row, FilterScene) -> [String])
        /// A whole number.
        case id(@Sendable (Row) -> Int?)
        /// Seconds, compared with a duration.
        case duration(@Sendable (Row, FilterScene) -> Double?)
        /// Compared with a number.
        case number(@Sendable (Row, FilterScene) -> Double?)
    }

    init(_ names: String..., meaning: String, _ test: Test) {
        self.names = names
        self.meaning = meaning
        self.test = test
    }

    /// True where `>` or `<` follows the key, and not `:`.
    public var isMeasure: Bool {
        switch test {
        case .duration, .number: true
        case .text, .words, .id: false
        }
    }

    /// The key as help writes it: `name:`, `state:waiting`, `wait>5s`.
    public var example: String {
        switch test {
        case .text: "\(names[0]):"
        case .words(let words, _): "\(names[0]):\(words.first ?? "")"
        case .id: "\(names[0]):17"
        case .duration: "\(names[0])>5s"
        case .number: "\(names[0])>100"
        }
    }
}

/// A row of a list that a filter narrows down.
public protocol Filterable: Sendable {
    /// What can be asked of it.
    static var filterKeys: [FilterKey<Self>] { get }

    /// Whether a word without a key is found anywhere in it.
    func has(_ word: TextPattern, in scene: FilterScene) -> Bool
}
