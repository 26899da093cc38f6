/// Several tasks in one line: how many, how they are, how long they wait.
public struct TaskSummary: Hashable, Sendable {
    /// How many tasks.
    public private(set) var count = 0
    /// How many of each state that occurs, what asks for attention most first.
    public private(set) var states: [StateCount] = []
    /// The one that waits longest; the first where none waits.
    public private(set) var longest: TaskID?
    /// Its wait.
    public private(set) var wait: Wait?
    /// When the wait in the middle of all began, Unix seconds.
    public private(set) var medianSince: Double?
    /// How many more there are than at the first look; fewer are negative. Nil where that is not known.
    public internal(set) var change: Int?
    /// Steps and busy time of all of whom they are known; sampled where one of them is.
    public private(set) var effort: Effort?

    /// So many are in a state.
    public struct StateCount: Hashable, Sendable {
        /// The state.
        public var state: TaskState
        /// How many.
        public var count: Int
    }

    /// Sums up tasks.
    init(of tasks: some Sequence<TaskRecord>) {
        var byState = [Int](repeating: 0, count: TaskState.allCases.count)
        var waits: [Double] = []
        for task in tasks {
            count += 1
            byState[task.state.rank] += 1
            if self.wait == nil, longest.map({ task.id < $0 }) ?? true { longest = task.id }
            if let wait = task.wait {
                waits.append(wait.since)
                // Of waits that began together the eldest task's, whatever the order: the line must not flicker.
                if isLonger(wait, of: task.id) { (longest, self.wait) = (task.id, wait) }
            }
            if let more = task.effort { add(more) }
        }
        if !waits.isEmpty {
            waits.sort()
            medianSince = waits[waits.count / 2]
        }
        for state in TaskState.allCases.sorted(by: { $0.rank > $1.rank }) where byState[state.rank] > 0 {
            states.append(StateCount(state: state, count: byState[state.rank]))
        }
    }

    private func isLonger(_ other: Wait, of task: TaskID) -> Bool {
        guard let wait, let longest else { return true }
        return (other.since, task) < (wait.since, longest)
    }

    private mutating func add(_ more: Effort) {
        let sum: (Int?, Int?) -> Int? = { $0 == nil && $1 == nil ? nil : ($0 ?? 0) + ($1 ?? 0) }
        let seconds: (Double?, Double?) -> Double? = { $0 == nil && $1 == nil ? nil : ($0 ?? 0) + ($1 ?? 0) }
        effort = Effort(
            steps: sum(effort?.steps, more.steps), busy: seconds(effort?.busy, more.busy),
            isSampled: (effort?.isSampled ?? false) || more.isSampled)
    }
}
