extension Vitals {
    /// Two workers together: counts add up, of lag and busy share the worst counts, and what blocks longest is told.
    func adding(_ other: Vitals) -> Vitals {
        var sum = self
        sum.tasks += other.tasks
        sum.ready += other.ready
        sum.running += other.running
        sum.waiting += other.waiting
        sum.cancelling += other.cancelling
        sum.count(other)
        sum.lag = Self.most(lag, other.lag)
        sum.lagMax = Self.most(lagMax, other.lagMax)
        sum.busy = Self.most(busy, other.busy)
        if (other.blocked?.seconds ?? 0) > (blocked?.seconds ?? 0) { sum.blocked = other.blocked }
        sum.readyQueue = Self.sum(readyQueue, other.readyQueue)
        sum.timers = Self.sum(timers, other.timers)
        sum.requests = Self.sum(requests, other.requests)
        sum.countsEveryStep = countsEveryStep || other.countsEveryStep
        sum.busiest = Self.busiest(busiest, other.busiest)
        sum.rss = Self.sum(rss, other.rss)
        sum.threads = Self.sum(threads, other.threads)
        sum.fds = Self.sum(fds, other.fds)
        sum.agentMemory = Self.sum(agentMemory, other.agentMemory)
        sum.dropped += other.dropped
        sum.noticed += other.noticed
        sum.doubts += other.doubts
        sum.trouble = other.trouble.map { trouble?.adding($0) ?? $0 } ?? trouble
        return sum
    }

    /// Adds another's counters alone.
    mutating func count(_ other: Vitals) {
        created += other.created
        ended += other.ended
        callbacks = Self.sum(callbacks, other.callbacks)
        steps = Self.sum(steps, other.steps)
        requestsTotal = Self.sum(requestsTotal, other.requestsTotal)
        slow = Self.sum(slow, other.slow)
        cpu = Self.sum(cpu, other.cpu)
        agentCPU = Self.sum(agentCPU, other.agentCPU)
        hookSeconds = Self.sum(hookSeconds, other.hookSeconds)
    }

    private static func sum<Value: Numeric>(_ left: Value?, _ right: Value?) -> Value? {
        guard let left, let right else { return left ?? right }
        return left + right
    }

    private static func most(_ left: Double?, _ right: Double?) -> Double? {
        guard let left, let right else { return left ?? right }
        return max(left, right)
    }

    private static func busiest(_ left: [BusyLine]?, _ right: [BusyLine]?) -> [BusyLine]? {
        guard let left, let right else { return left ?? right }
        let shares = Dictionary((left + right).map { ($0.location, $0.share) }, uniquingKeysWith: max)
        return Array(
            shares.map { BusyLine(location: $0.key, share: $0.value) }.sorted { $0.share > $1.share }.prefix(10))
    }
}

extension HistorySample {
    /// The same second of two workers.
    func adding(_ other: HistorySample) -> HistorySample {
        func sum(_ path: KeyPath<HistorySample, Double?>) -> Double? {
            let known = [self[keyPath: path], other[keyPath: path]].compactMap(\.self)
            return known.isEmpty ? nil : known.reduce(0, +)
        }
        func most(_ path: KeyPath<HistorySample, Double?>) -> Double? {
            [self[keyPath: path], other[keyPath: path]].compactMap(\.self).max()
        }
        return HistorySample(
            time: time, tasks: sum(\.tasks), created: sum(\.created), ended: sum(\.ended), lag: most(\.lag),
            cpu: sum(\.cpu), rss: sum(\.rss), callbacks: sum(\.callbacks), busy: most(\.busy), steps: sum(\.steps),
            requests: sum(\.requests), requestsBegun: sum(\.requestsBegun), readyQueue: sum(\.readyQueue),
            blocked: most(\.blocked))
    }
}
