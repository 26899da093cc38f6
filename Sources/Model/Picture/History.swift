/// Vital signs second by second: what the agent remembers, and behind it what came since.
///
/// The figures of a second are those of the whole of it, however many vital signs fall into it.
struct History: Sendable {
    /// Oldest first, at most `limit`.
    private(set) var samples: [HistorySample] = []
    /// How many seconds are kept.
    let limit: Int
    /// The seconds up to this one are the agent's own account.
    private var toldUntil = -Double.infinity
    /// The newest vital signs of an earlier second: rates count from there.
    private var before: Vitals?
    private var newest: Vitals?
    /// Busy time and the time that it is a share of, within the second.
    private var busy = (seconds: 0.0, of: 0.0)
    private var blocks = BlockedTimes()

    init(limit: Int) {
        self.limit = limit
    }

    /// The agent's account replaces what was gathered here.
    mutating func replace(with told: [HistorySample]) {
        samples = Array(told.suffix(limit))
        toldUntil = samples.last.map { $0.time.rounded(.down) } ?? -.infinity
        before = nil
        newest = nil
    }

    /// Takes in vital signs, and folds them into the second that they belong to.
    mutating func take(_ new: Vitals) {
        defer { newest = new }
        if let blocked = new.blocked { note(from: blocked.since, to: new.time) }
        guard let old = newest, new.time > old.time else {
            // The first ones, or the clock has been set back.
            samples.removeAll { $0.time > new.time }
            return before = new
        }
        let second = new.time.rounded(.down)
        if before == nil || old.time < second {
            before = old
            busy = (0, 0)
        }
        guard let before, second > toldUntil else { return }
        if let share = new.busy {
            busy.seconds += share * (new.time - old.time)
            busy.of += new.time - old.time
        }
        record(HistorySample(second, from: before, to: new, busy: busy.of > 0 ? busy.seconds / busy.of : nil))
    }

    /// A loop stood still from one moment to another, Unix seconds.
    mutating func note(from start: Double, to end: Double) {
        blocks.add(from: start, to: end)
        for index in samples.indices.reversed() {
            let second = samples[index].time
            guard second + 1 > start else { break }
            guard second < end, second > toldUntil else { continue }
            samples[index].blocked = blocks.seconds(from: second, to: second + 1)
        }
    }

    private mutating func record(_ sample: HistorySample) {
        var sample = sample
        sample.blocked = blocks.seconds(from: sample.time, to: sample.time + 1)
        if let last = samples.last, last.time == sample.time {
            sample.lag = [last.lag, sample.lag].compactMap(\.self).max()
            samples[samples.count - 1] = sample
        } else {
            samples.append(sample)
            if samples.count > limit { samples.removeFirst(samples.count - limit) }
        }
    }
}

extension HistorySample {
    fileprivate init(_ second: Double, from old: Vitals, to new: Vitals, busy: Double?) {
        let seconds = new.time - old.time
        func rate(_ counter: KeyPath<Vitals, Int?>) -> Double? {
            Self.rate(
                from: old[keyPath: counter].map(Double.init), to: new[keyPath: counter].map(Double.init), in: seconds)
        }
        self.init(
            time: second, tasks: Double(new.tasks),
            created: Self.rate(from: Double(old.created), to: Double(new.created), in: seconds),
            ended: Self.rate(from: Double(old.ended), to: Double(new.ended), in: seconds),
            lag: new.lagMax ?? new.lag, cpu: Self.rate(from: old.cpu, to: new.cpu, in: seconds),
            rss: new.rss.map(Double.init), callbacks: rate(\.callbacks), busy: busy, steps: rate(\.steps),
            requests: new.requests.map(Double.init), requestsBegun: rate(\.requestsTotal),
            readyQueue: new.readyQueue.map(Double.init))
    }

    /// What a counter tells of the time between two readings, a second; nil where it is unknown, or has been set back.
    public static func rate(from old: Double?, to new: Double?, in seconds: Double) -> Double? {
        guard let old, let new, new >= old, seconds > 0 else { return nil }
        let rate = (new - old) / seconds
        return rate.isFinite ? rate : nil
    }
}
