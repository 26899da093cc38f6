/// A mistake in a word of a filter.
struct FilterProblem: Error {
    let sentence: String
}

/// One word of a filter.
struct FilterTerm<Row: Filterable>: Sendable {
    private let test: @Sendable (Row, FilterScene) -> Bool
    private let isNegated: Bool
    /// True where the answer depends on which tasks are stuck.
    let asksForStuck: Bool

    init(parsing word: FilterWord) throws(FilterProblem) {
        isNegated = word.isNegated
        asksForStuck = word.text.lowercased().hasSuffix("stuck")
        test = try Self.test(of: word)
    }

    func matches(_ row: Row, in scene: FilterScene) -> Bool {
        test(row, scene) != isNegated
    }

    private static func test(of word: FilterWord) throws(FilterProblem) -> @Sendable (Row, FilterScene) -> Bool {
        if let number = word.number, let ids = id { return { row, _ in ids(row) == number } }
        guard let (name, sign, value) = word.keyed else {
            let pattern = TextPattern(word.text)
            return { row, scene in row.has(pattern, in: scene) }
        }
        let isMeasure = sign != ":"
        guard let key = Row.filterKeys.first(where: { $0.names.contains(name) && $0.isMeasure == isMeasure }) else {
            throw FilterProblem(sentence: unknown(name, sign, word.text))
        }
        guard isMeasure else { return try test(key, name, value) }
        return try comparison(key, "\(name)\(sign)", isMore: sign == ">", value)
    }

    private static var id: (@Sendable (Row) -> Int?)? {
        for key in Row.filterKeys {
            if case .id(let id) = key.test { return id }
        }
        return nil
    }

    private static func unknown(_ name: String, _ sign: Character, _ word: String) -> String {
        let isMeasure = sign != ":"
        let known = Row.filterKeys.filter { $0.isMeasure == isMeasure }
            .map { $0.names[0] + (isMeasure ? String(sign) : ":") }
        let there = known.isEmpty ? "nothing is compared here" : "here are \(known.joined(separator: " "))"
        return "no key \(name)\(sign) \(there), and \"\(word)\" in quotes for the text itself"
    }

    private static func test(
        _ key: FilterKey<Row>, _ name: String, _ value: String
    ) throws(FilterProblem) -> @Sendable (Row, FilterScene) -> Bool {
        switch key.test {
        case .text(let isFound):
            guard !value.isEmpty else { throw FilterProblem(sentence: "\(name): wants a word behind it") }
            let pattern = TextPattern(value)
            return { row, scene in isFound(row, scene, pattern) }
        case .words(let words, let of):
            let wanted = value.lowercased()
            guard !wanted.isEmpty, words.contains(where: { $0.hasPrefix(wanted) }) else {
                throw FilterProblem(sentence: "\(name): wants one of \(words.joined(separator: ", "))")
            }
            return { row, scene in of(row, scene).contains { $0.hasPrefix(wanted) } }
        case .id(let id):
            guard let number = Int(value) else {
                throw FilterProblem(sentence: "\(name): wants a number, as in \(name):17")
            }
            return { row, _ in id(row) == number }
        case .duration, .number: return { _, _ in true }
        }
    }

    private static func comparison(
        _ key: FilterKey<Row>, _ name: String, isMore: Bool, _ value: String
    ) throws(FilterProblem) -> @Sendable (Row, FilterScene) -> Bool {
        let figure = value.first == "=" ? value.dropFirst() : value[...]
        let limit: Double
        let measure: @Sendable (Row, FilterScene) -> Double?
        switch key.test {
        case .duration(let seconds):
            guard let known = DurationText.seconds(parsing: figure) else {
                throw FilterProblem(sentence: "\(name) wants a duration, as in \(name)5s, \(name)300ms")
            }
            (limit, measure) = (known, seconds)
        case .number(let number):
            guard let known = Double(figure), known.isFinite else {
                throw FilterProblem(sentence: "\(name) wants a number, as in \(name)100")
            }
            (limit, measure) = (known, number)
        case .text, .words, .id: return { _, _ in true }
        }
        // What is unknown is neither more nor less than anything.
        return { row, scene in measure(row, scene).map { isMore ? $0 > limit : $0 < limit } ?? false }
    }
}
