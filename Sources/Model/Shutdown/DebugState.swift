/// asyncio's debug mode of a service, and what it costs.
public struct DebugState: Hashable, Sendable {
    /// Of each running loop: whether debug mode is on.
    public var loops: [Bool] = []
    /// The shortest time that asyncio reports a callback for, seconds; nil where unknown.
    public var slow: Double?
    /// Who switched it last.
    public var by: String?
    /// CPU seconds a second before that; nil where too little is known.
    public var cpuBefore: Double?
    /// CPU seconds a second since then; nil for the first two seconds.
    public var cpuNow: Double?

    /// Makes one of which nothing is known.
    public init() {}

    /// True where it is on in any loop.
    public var isOn: Bool { loops.contains(true) }
}

/// What is to become of debug mode.
public struct DebugOrder: Hashable, Sendable {
    /// On or off; nil to leave it.
    public var isOn: Bool?
    /// The new `slow_callback_duration`, seconds from 0.001 to 3600; nil to leave it.
    public var slow: Double?
    /// True where it shall stay when this client leaves.
    public var isKept: Bool

    /// Makes one; by itself it only asks.
    public init(isOn: Bool? = nil, slow: Double? = nil, isKept: Bool = false) {
        self.isOn = isOn
        self.slow = slow
        self.isKept = isKept
    }
}
