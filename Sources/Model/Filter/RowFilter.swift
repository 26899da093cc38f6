/// Which rows of a list are shown: a line of words that all must match. The same language for every list; what can be
/// asked of a row is in its `filterKeys`.
///
/// - `pay 88`: plain words are looked for wherever a row says something; case is ignored.
/// - `name:fetch*`: in one field; with `*` the pattern is the whole of it.
/// - `state:waiting`: one of some words, or its beginning. `id:17`, `#17`.
/// - `wait>5s`, `age<1m`, `steps>100`: durations in `ms`, `s`, `m`, `h`, `d`, seconds where no unit is named.
/// - `-word` or `!word`: rows that the word does not match.
/// - `"two words"`, `name:"a b"`: spaces, colons and signs as they stand.
public struct RowFilter<Row: Filterable>: Hashable, Sendable {
    /// As it was typed.
    public let text: String
    /// What is wrong with the text, as a sentence; words with a mistake are left out of account.
    public let problem: String?
    private let terms: [FilterTerm<Row>]

    /// Understands a line. There is always a filter; mistakes are told in `problem`.
    public init(parsing text: String) {
        self.text = text
        var terms: [FilterTerm<Row>] = []
        var problem: String?
        for word in FilterWord.split(text) {
            do throws(FilterProblem) {
                try terms.append(FilterTerm(parsing: word))
            } catch {
                problem = problem ?? error.sentence
            }
        }
        self.terms = terms
        self.problem = problem
    }

    /// True where every row matches.
    public var isEmpty: Bool { terms.isEmpty }

    /// True where the answer depends on which tasks are stuck.
    public var asksForStuck: Bool { terms.contains(where: \.asksForStuck) }

    /// Whether a row is to be shown.
    public func matches(_ row: Row, in scene: FilterScene) -> Bool {
        terms.allSatisfy { $0.matches(row, in: scene) }
    }

    /// Two filters are the same where their texts are.
    public static func == (left: RowFilter, right: RowFilter) -> Bool { left.text == right.text }

    /// As `==`.
    public func hash(into hasher: inout Hasher) { hasher.combine(text) }
}

/// Which tasks are shown.
public typealias TaskFilter = RowFilter<TaskRecord>

extension RowFilter {
    /// A picture with what this filter asks for: where nobody watches the service, the tasks that are stuck by the usual
    /// measure.
    public func scene(of picture: Picture) -> FilterScene {
        guard asksForStuck else { return FilterScene(picture) }
        let stuck = StuckVerdict.stuck(in: picture, graph: WaitGraph(picture), settings: StuckSettings())
        return FilterScene(picture, stuck: Set(stuck.map(\.id)))
    }
}
