/// How long tasks use to wait at each line, and when each line of waiters moved last: what is normal in this service.
public struct WaitTimes: Sendable {
    /// The waits that are over at one line, counted by how long they took.
    public struct Past: Hashable, Sendable {
        /// Waits below 1 ms, 2 ms, 4 ms, and so on; the last counts all that are longer.
        private(set) var buckets: [UInt32] = Array(repeating: 0, count: Self.count)
        /// All of them.
        public private(set) var total = 0
        /// The longest, seconds.
        public private(set) var longest = 0.0

        private static let count = 28

        mutating func note(_ seconds: Double) {
            var bound = 0.001
            var position = 0
            while seconds >= bound, position < Self.count - 1 {
                bound *= 2
                position += 1
            }
            buckets[position] &+= 1
            total += 1
            longest = max(longest, seconds)
        }

        /// A bound below which this share (0..1) of the waits stayed, seconds; nil where there were none.
        public func bound(of share: Double) -> Double? {
            guard total > 0 else { return nil }
            var below = 0
            var bound = 0.001
            for bucket in buckets {
                below += Int(bucket)
                if Double(below) >= share * Double(total) { return bound }
                bound *= 2
            }
            return bound
        }
    }

    private var past: [TaskPlace: Past] = [:]
    private var moved: [ResourceWait: Double] = [:]
    /// Since when this is known, Unix seconds; nil before the first snapshot.
    public private(set) var since: Double?

    /// How many lines are remembered; a service has far fewer.
    static let limit = 10_000

    /// The waits that are over at a line.
    public func past(at place: TaskPlace) -> Past? { past[place] }

    /// When a task last left this line of waiters, Unix seconds; nil if none was seen to.
    public func moved(_ wait: ResourceWait) -> Double? { moved[wait] }

    mutating func begin(at time: Double) {
        if since == nil { since = time }
    }

    /// A task waits no longer for what it waited for.
    mutating func ended(_ wait: Wait?, at location: CodeLocation?, time: Double) {
        guard let wait, wait.isExact, time >= wait.since else { return }
        let place = TaskPlace(location: location, kind: wait.kind)
        guard past.count < Self.limit || past[place] != nil else { return }
        past[place, default: Past()].note(time - wait.since)
    }

    mutating func left(_ wait: ResourceWait, time: Double) {
        moved[wait] = time
    }

    mutating func forget(resource: Int) {
        for role in ["get", "put", "acquire", "wait", "join"] {
            moved[ResourceWait(resource: resource, role: role)] = nil
        }
    }
}
