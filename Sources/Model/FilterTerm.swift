/// A mistake in a word of a filter.
struct FilterProblem: Error {
    let sentence: String
}

/// One word of a filter.
struct FilterTerm: Hashable, Sendable {
    private enum Test: Hashable {
        case anywhere(TextPattern)
        case name(TextPattern)
        case coroutine(TextPattern)
        case place(TextPattern)
        case wait(TextPattern)
        case group(TextPattern)
        case state(String)
        case id(Int)
        case number(Measure, isMore: Bool, Double)
    }

    /// What can be compared with a number.
    private enum Measure: String {
        case wait, age, busy, steps
    }

    private let test: Test
    private let isNegated: Bool

    init(parsing word: Substring) throws(FilterProblem) {
        isNegated = word.count > 1 && word.first == "!"
        test = try Self.test(of: isNegated ? word.dropFirst() : word)
    }

    func matches(_ task: TaskRecord, in picture: Picture, now: Double) -> Bool {
        matchesPlainly(task, in: picture, now: now) != isNegated
    }

    private func matchesPlainly(_ task: TaskRecord, in picture: Picture, now: Double) -> Bool {
        switch test {
        case .anywhere(let pattern):
            pattern.matches(task.name) || pattern.matches(task.coroutine)
                || Self.isWait(of: task, in: picture, like: pattern) || Self.isPlace(task.location, like: pattern)
        case .name(let pattern): pattern.matches(task.name)
        case .coroutine(let pattern): pattern.matches(task.coroutine)
        case .place(let pattern): Self.isPlace(task.location, like: pattern)
        case .wait(let pattern): Self.isWait(of: task, in: picture, like: pattern)
        case .group(let pattern): Self.isGroup(of: task, in: picture, like: pattern)
        case .state(let beginning): task.state.rawValue.hasPrefix(beginning)
        case .id(let number): task.id.rawValue == number
        case .number(let measure, let isMore, let limit):
            Self.value(measure, of: task, now: now).map { isMore ? $0 > limit : $0 < limit } ?? false
        }
    }

    /// What is unknown is neither more nor less than anything.
    private static func value(_ measure: Measure, of task: TaskRecord, now: Double) -> Double? {
        switch measure {
        case .wait: task.waitSeconds(at: now)
        case .age: task.age(at: now)
        case .busy: task.effort?.busy
        case .steps: task.effort?.steps.map(Double.init)
        }
    }

    private static func isWait(of task: TaskRecord, in picture: Picture, like pattern: TextPattern) -> Bool {
        guard let wait = task.wait else { return false }
        if pattern.matches(wait.kind) || wait.on.map(pattern.matches) ?? false { return true }
        guard let id = picture.resourceWaits[task.id]?.resource, let resource = picture.resources[id] else {
            return false
        }
        return pattern.matches(resource.kind.name) || resource.name.map(pattern.matches) ?? false
    }

    private static func isGroup(of task: TaskRecord, in picture: Picture, like pattern: TextPattern) -> Bool {
        [task.madeBy, task.group, task.onGroup].contains { id in
            guard let group = id.flatMap({ picture.groups[$0] }) else { return false }
            return pattern.matches(group.kind) || group.name.map(pattern.matches) ?? false
        }
    }

    private static func isPlace(_ location: CodeLocation?, like pattern: TextPattern) -> Bool {
        guard let location else { return false }
        return pattern.matches(pattern.asksForLine ? "\(location.file):\(location.line)" : location.file)
    }

    // MARK: Parsing

    private static func test(of word: Substring) throws(FilterProblem) -> Test {
        if word.first == "#", let number = Int(word.dropFirst()) { return .id(number) }
        if let comparison = try comparison(in: word) { return comparison }
        guard let colon = word.firstIndex(of: ":") else { return .anywhere(TextPattern(word)) }
        let value = word[word.index(after: colon)...]
        let key = word[..<colon].lowercased()
        let make: (TextPattern) -> Test
        switch key {
        case "name": make = Test.name
        case "coro", "coroutine": make = Test.coroutine
        case "at": make = Test.place
        case "wait": make = Test.wait
        case "group": make = Test.group
        case "state": return try state(value)
        case "id":
            guard let number = Int(value) else { throw FilterProblem(sentence: "id: wants a number, as in id:17") }
            return .id(number)
        default: return .anywhere(TextPattern(word))
        }
        guard !value.isEmpty else { throw FilterProblem(sentence: "\(key): wants a word behind it") }
        return make(TextPattern(value))
    }

    private static func state(_ value: Substring) throws(FilterProblem) -> Test {
        let wanted = value.lowercased()
        guard !wanted.isEmpty, TaskState.allCases.contains(where: { $0.rawValue.hasPrefix(wanted) }) else {
            let states = TaskState.allCases.map(\.rawValue).joined(separator: ", ")
            throw FilterProblem(sentence: "state: wants one of \(states)")
        }
        return .state(wanted)
    }

    private static func comparison(in word: Substring) throws(FilterProblem) -> Test? {
        guard let sign = word.firstIndex(where: { $0 == ">" || $0 == "<" }) else { return nil }
        let key = word[..<sign].lowercased()
        guard let measure = Measure(rawValue: key) else { return nil }
        let isMore = word[sign] == ">"
        var value = word[word.index(after: sign)...]
        if value.first == "=" { value = value.dropFirst() }
        if measure == .steps {
            guard let steps = Double(value) else {
                throw FilterProblem(sentence: "\(key)\(word[sign]) wants a number, as in \(key)\(word[sign])100")
            }
            return .number(measure, isMore: isMore, steps)
        }
        guard let seconds = DurationText.seconds(parsing: value) else {
            throw FilterProblem(sentence: "\(key)\(word[sign]) wants a duration, as in \(key)\(word[sign])5s")
        }
        return .number(measure, isMore: isMore, seconds)
    }
}
