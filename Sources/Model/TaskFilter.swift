/// Which tasks are shown: a line of words that all must match.
///
/// - `pay 88`: plain words are looked for in name, coroutine, `file:line`, and what the task waits on; case is ignored.
/// - `name:fetch*`, `coro:`, `at:`, `wait:queue`: in that field; with `*` the pattern is the whole of it.
/// - `group:gather`: in the kind or the name of a group that made it, awaits it, or is awaited by it.
/// - `state:waiting`, or its beginning. `id:17`, `#17`.
/// - `steps>100`, `busy>1s`, and
/// - `wait>5s`, `wait<1m`, `age>1h`: `ms`, `s`, `m`, `h`, `d`; seconds where no unit is named.
/// - `!word`: tasks that the word does not match.
public struct TaskFilter: Hashable, Sendable {
    /// As it was typed.
    public let text: String
    /// What is wrong with the text, as a sentence; words with a mistake are left out of account.
    public let problem: String?
    private let terms: [FilterTerm]

    /// Understands a line. There is always a filter; mistakes are told in `problem`.
    public init(parsing text: String) {
        self.text = text
        var terms: [FilterTerm] = []
        var problem: String?
        for word in text.split(whereSeparator: \.isWhitespace) {
            do throws(FilterProblem) {
                try terms.append(FilterTerm(parsing: word))
            } catch {
                problem = problem ?? error.sentence
            }
        }
        self.terms = terms
        self.problem = problem
    }

    /// True where every task matches.
    public var isEmpty: Bool { terms.isEmpty }

    /// Whether a task is to be shown. The picture knows its groups, and the resource that it waits for.
    public func matches(_ task: TaskRecord, in picture: Picture) -> Bool {
        matches(task, in: picture, now: picture.now)
    }

    /// The same at another time; `now` is the service's clock, Unix seconds.
    public func matches(_ task: TaskRecord, in picture: Picture, now: Double) -> Bool {
        terms.allSatisfy { $0.matches(task, in: picture, now: now) }
    }
}
