/// How many tasks stood at each place when somebody first looked: what has changed since is told against it.
public struct PlaceCounts: Hashable, Sendable {
    /// When that was, Unix seconds of the service's clock.
    public private(set) var time: Double
    private var counts: [TaskPlace: Int] = [:]

    init(of tasks: some Sequence<TaskRecord>, at time: Double) {
        self.time = time
        for task in tasks { counts[task.place, default: 0] += 1 }
    }

    /// How many more tasks stand at a place now; fewer are negative. A place where none stood had 0.
    public func change(at place: TaskPlace, now count: Int) -> Int {
        count - (counts[place] ?? 0)
    }

    /// Those of several workers together, since the first look at any of them.
    static func sum(_ parts: [PlaceCounts]) -> PlaceCounts? {
        guard var sum = parts.first else { return nil }
        for part in parts.dropFirst() {
            sum.time = min(sum.time, part.time)
            sum.counts.merge(part.counts, uniquingKeysWith: +)
        }
        return sum
    }
}

extension TaskRecord {
    /// Where it is, and what kind of thing it waits for there.
    public var place: TaskPlace { TaskPlace(location: location, kind: wait?.kind) }
}
