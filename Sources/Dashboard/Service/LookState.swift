import Model

/// Which tasks the service was last told that they are looked at: their steps are counted exactly.
struct LookState: Sendable {
    private var told: [TaskID] = []
    private var toldAt: Double?

    /// True, and remembered, where others are looked at than the service knows, and it was not told a moment ago.
    mutating func shouldTell(_ tasks: [TaskID], at now: Double) -> Bool {
        guard tasks != told else { return false }
        if let toldAt, now >= toldAt, now - toldAt < 1 { return false }
        told = tasks
        toldAt = now
        return true
    }
}
