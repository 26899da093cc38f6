/// What a list of tasks can be sorted by.
public enum TaskSort: String, CaseIterable, Sendable {
    case id, name, state, wait, waitsFor, steps, busy, age, coroutine, location
    /// Of lines that stand for several tasks: how many, how many more than at first, and their median wait. A task is one,
    /// and its own median.
    case count, change, median
}

/// How a list of tasks is sorted.
public struct TaskOrder: Hashable, Sendable {
    /// What by.
    public var sort: TaskSort
    /// True for the smallest first: the oldest id, the shortest wait.
    public var isAscending: Bool

    /// Makes an order; the order of creation where nothing is said.
    public init(sort: TaskSort = .id, isAscending: Bool = true) {
        self.sort = sort
        self.isAscending = isAscending
    }

    /// The tasks' positions in this order. What is unknown comes last either way, equals are in the order of ids.
    public func positions(in tasks: [TaskRecord], now: Double) -> [Int] {
        switch sort {
        case .id, .count, .change: sorted(tasks, by: { $0.id.rawValue })
        case .name: sorted(tasks, by: { $0.name })
        case .state: sorted(tasks, by: { $0.state.rank })
        case .wait, .median: sorted(tasks, by: { $0.waitSeconds(at: now) })
        case .waitsFor: sorted(tasks, by: { task in task.wait.map { "\($0.kind) \($0.on ?? "")" } })
        case .steps: sorted(tasks, by: { $0.effort?.steps })
        case .busy: sorted(tasks, by: { $0.effort?.busy })
        case .age: sorted(tasks, by: { $0.age(at: now) })
        case .coroutine: sorted(tasks, by: { $0.coroutine })
        case .location: sorted(tasks, by: { $0.location.map { PlaceKey(file: $0.file, line: $0.line) } })
        }
    }

    private func sorted<Key: Comparable>(_ tasks: [TaskRecord], by key: (TaskRecord) -> Key?) -> [Int] {
        positions(of: tasks, by: key, id: { $0.id.order })
    }

    /// Positions of anything that has keys and numbers, in this direction.
    func positions<Item, Key: Comparable, ID: Comparable>(
        of items: [Item], by key: (Item) -> Key?, id: (Item) -> ID
    ) -> [Int] {
        // Keys once an item, not once a comparison: 10,000 tasks are sorted while a key is held down.
        var known: [(key: Key, id: ID, position: Int)] = []
        var unknown: [(id: ID, position: Int)] = []
        known.reserveCapacity(items.count)
        for (position, item) in items.enumerated() {
            if let key = key(item) {
                known.append((key, id(item), position))
            } else {
                unknown.append((id(item), position))
            }
        }
        if isAscending {
            known.sort { $0.key != $1.key ? $0.key < $1.key : $0.id < $1.id }
        } else {
            known.sort { $0.key != $1.key ? $0.key > $1.key : $0.id < $1.id }
        }
        unknown.sort { $0.id < $1.id }
        return known.map(\.position) + unknown.map(\.position)
    }
}

struct PlaceKey: Comparable {
    var file: String
    var line: Int

    static func < (left: PlaceKey, right: PlaceKey) -> Bool {
        left.file != right.file ? left.file < right.file : left.line < right.line
    }
}

extension TaskState {
    /// What asks for attention most has the highest rank.
    public var rank: Int {
        switch self {
        case .done: 0
        case .cancelled: 1
        case .failed: 2
        case .waiting: 3
        case .ready: 4
        case .running: 5
        case .cancelling: 6
        }
    }
}

extension TaskRecord {
    /// How long the present wait has lasted, seconds; nil when it does not wait.
    public func waitSeconds(at now: Double) -> Double? {
        wait.map { max(0, now - $0.since) }
    }

    /// How long it has lived, seconds, up to its end; nil where its creation is unknown.
    public func age(at now: Double) -> Double? {
        created.map { max(0, (ended ?? now) - $0) }
    }
}
