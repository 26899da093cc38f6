import Glibc
import Model

/// What a process's threads do while its agent is silent, read from `/proc`: two looks at what each has used, and in
/// between where the agent's thread stands.
struct ThreadWatch {
    /// Of a process with more threads the others are not looked at.
    private static let most = 1000
    /// The share of the time from which on the agent's thread counts as at work, or as kept from it.
    private static let working = 0.2
    /// The share of the time from which on another thread, running or kept from it, counts as the one that computes.
    private static let burning = 0.5
    /// The share of a core that it has to have used at least.
    private static let least = 0.05
    /// The agent gives its thread this name.
    private static let agentName = "looptop"
    /// Seconds below which two looks say nothing.
    private static let shortest = 0.2

    private let pid: Int
    /// The agent's thread as this side numbers it; nil where it is not found.
    private let agent: Int?
    private let before: [Int: ThreadClock]
    private let began = SilenceWatch.clock()
    private var places: [ThreadPlace] = []

    /// - Parameters:
    ///   - pid: the process as this side numbers it.
    ///   - agent: its agent's thread as the service numbers it.
    init(pid: Int, agent: Int?) {
        self.pid = pid
        let threads = FileFacts.names(in: "/proc/\(pid)/task").compactMap { Int($0) }.prefix(Self.most)
        self.agent =
            agent.flatMap { number in threads.first { Self.inner(pid, $0) == number } }
            ?? threads.first { Self.name(pid, $0) == Self.agentName }  // after a fork it is another one
        before = Self.clocks(of: pid, threads)
    }

    /// Looks where the agent's thread stands now.
    mutating func sample() {
        if let agent, places.count < 100, let place = ThreadPlace(pid: pid, thread: agent) { places.append(place) }
    }

    /// What all looks together say.
    func cause() -> Silence.Cause {
        let span = SilenceWatch.clock() - began
        guard span >= Self.shortest, let agent, let first = before[agent],
            let last = ThreadClock(pid: pid, thread: agent)
        else { return .unknown }
        let (used, starved) = ((last.used - first.used) / span, (last.starved - first.starved) / span)
        if used >= Self.working, used >= starved { return .busy(share: used) }
        if starved >= Self.working { return .starved(share: starved) }
        if isMostly(\.isStuck) { return .disk }
        guard isMostly(\.isInLock) else { return .unknown }
        return .lock(busiest(besides: agent, span))
    }

    private func isMostly(_ property: KeyPath<ThreadPlace, Bool>) -> Bool {
        !places.isEmpty && places.count { $0[keyPath: property] } * 2 > places.count
    }

    private func busiest(besides agent: Int, _ span: Double) -> BusyThread? {
        let now = Self.clocks(of: pid, before.keys.filter { $0 != agent })
        // On a busy machine who computes is kept waiting as well.
        let shares = now.compactMap { number, clock in
            before[number].map { first in
                (
                    number: number, share: (clock.used - first.used) / span,
                    starved: (clock.starved - first.starved) / span
                )
            }
        }
        guard let most = shares.max(by: { $0.share < $1.share }), most.share >= Self.least,
            most.share + most.starved >= Self.burning
        else { return nil }
        let number = Self.inner(pid, most.number) ?? most.number
        return BusyThread(number: number, name: Self.name(pid, most.number) ?? "?", share: most.share)
    }

    /// The kernel's name for a thread.
    private static func name(_ pid: Int, _ thread: Int) -> String? {
        FileFacts.text(of: "/proc/\(pid)/task/\(thread)/comm")?.filter { $0 != "\n" }
    }

    private static func clocks(of pid: Int, _ threads: some Sequence<Int>) -> [Int: ThreadClock] {
        var clocks: [Int: ThreadClock] = [:]
        for thread in threads { clocks[thread] = ThreadClock(pid: pid, thread: thread) }
        return clocks
    }

    /// The number that a thread has in its own pid namespace.
    private static func inner(_ pid: Int, _ thread: Int) -> Int? {
        guard let status = FileFacts.text(of: "/proc/\(pid)/task/\(thread)/status") else { return nil }
        let line = status.split(separator: "\n").first { $0.hasPrefix("NSpid:") }
        return line?.split(whereSeparator: \.isWhitespace).last.flatMap { Int($0) }
    }
}

/// What the kernel has counted of a thread, in seconds.
private struct ThreadClock {
    let used: Double
    /// Ready to run, and no CPU was free.
    let starved: Double

    init?(pid: Int, thread: Int) {
        let fields = FileFacts.text(of: "/proc/\(pid)/task/\(thread)/schedstat")?.split(separator: " ") ?? []
        guard fields.count > 1, let used = Double(fields[0]), let starved = Double(fields[1]) else { return nil }
        self.used = used / 1e9
        self.starved = starved / 1e9
    }
}

/// Where a thread stands in the kernel.
private struct ThreadPlace {
    /// In a call that the system does not interrupt.
    let isStuck: Bool
    /// In a wait for a lock of user space: false also where the kernel does not tell.
    let isInLock: Bool

    init?(pid: Int, thread: Int) {
        let folder = "/proc/\(pid)/task/\(thread)"
        guard let text = FileFacts.text(of: folder + "/stat"), let end = text.lastIndex(of: ")") else { return nil }
        isStuck = text[text.index(after: end)...].first { $0 != " " } == "D"
        isInLock = FileFacts.text(of: folder + "/wchan")?.holds("futex") ?? false
    }
}
