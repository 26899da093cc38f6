/// Tells since when a process and its descendants have done nothing: no CPU time used, nobody come or gone.
struct FamilyRest {
    private var used: [Int: Double] = [:]
    private var since: ContinuousClock.Instant

    init(now: ContinuousClock.Instant) {
        since = now
    }

    /// Looks at the family's processes, and says for how long they have rested.
    mutating func rested(_ family: [Int], now: ContinuousClock.Instant) -> Duration {
        let current = Dictionary(family.map { ($0, ProcessClock(pid: $0)?.cpuSeconds ?? 0) }, uniquingKeysWith: max)
        if current != used { (used, since) = (current, now) }
        return now - since
    }
}
