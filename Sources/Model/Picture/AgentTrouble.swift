/// What has failed in the agent so far: each failure cost what it came from alone, and the rest goes on.
public struct AgentTrouble: Hashable, Sendable {
    /// One kind of failure.
    public struct Kind: Hashable, Sendable {
        /// What failed: `the adapter of asyncio.queues`.
        public var what: String
        /// The exception: `KeyError: x`.
        public var error: String
        /// The line of the agent: `resources/primitives.py:81`.
        public var place: String
        /// How often so far.
        public var count: Int
        /// True of what failed so often in a row that it is not tried any more.
        public var isOff: Bool

        /// Makes a kind.
        public init(what: String, error: String, place: String = "?", count: Int = 1, isOff: Bool = false) {
            self.what = what
            self.error = error
            self.place = place
            self.count = count
            self.isOff = isOff
        }

        /// A sentence of it.
        public var sentence: String {
            let times = count == 1 ? "once" : "\(count) times"
            return "\(what) failed \(times)\(isOff ? ", and is switched off" : ""): \(error) (\(place))"
        }
    }

    /// All failures.
    public var count: Int
    /// The kinds of them, what is switched off first, then the most frequent.
    public var kinds: [Kind]

    /// Makes trouble.
    public init(count: Int = 0, kinds: [Kind] = []) {
        self.count = count
        self.kinds = kinds
    }

    /// That of two workers together.
    func adding(_ other: AgentTrouble) -> AgentTrouble {
        var sum = AgentTrouble(count: count + other.count, kinds: kinds)
        for kind in other.kinds {
            if let at = sum.kinds.firstIndex(where: {
                $0.what == kind.what && $0.error == kind.error && $0.place == kind.place
            }) {
                sum.kinds[at].count += kind.count
                sum.kinds[at].isOff = sum.kinds[at].isOff || kind.isOff
            } else {
                sum.kinds.append(kind)
            }
        }
        return sum
    }
}
