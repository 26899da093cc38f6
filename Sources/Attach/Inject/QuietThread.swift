import Glibc

/// A thread from which Python can be called at once: it sits in a wait that has let go of the interpreter.
struct QuietThread: Hashable {
    /// The thread, in our pid namespace.
    let id: Int
    /// The number of the system call that it sits in.
    let call: Int

    /// Looks for one: the main thread, else one that waits for events, as a loop's does.
    ///
    /// Who takes the interpreter up there may have to wait for it, so nobody else should be at work. Where the main thread
    /// waits for a lock, and so may never come by a place that runs Python, a loop's thread is entered even then.
    static func find(in target: TargetProcess) -> QuietThread? {
        var waits: [Int: ThreadWait] = [:]
        var calm = 0
        for _ in 0..<12 {
            waits = [:]
            for thread in target.threads { waits[thread] = ThreadWait(pid: target.pid, thread: thread) }
            calm = waits.values.contains(.running) ? 0 : calm + 1
            if calm == 3 || waits[target.pid] == .running { break }
            usleep(5000)
        }
        if calm < 3, waits[target.pid] == .running || waits[target.pid]?.isQuiet == true { return nil }
        let main = target.pid
        guard let thread = choose(main: main, among: waits), let call = ThreadWait.number(pid: main, thread: thread)
        else { return nil }
        return QuietThread(id: thread, call: call)
    }

    /// The choice itself.
    static func choose(main: Int, among waits: [Int: ThreadWait]) -> Int? {
        if waits[main]?.isQuiet == true { return main }
        return waits.sorted { $0.key < $1.key }.first { if case .epoll = $0.value { true } else { false } }?.key
    }
}
