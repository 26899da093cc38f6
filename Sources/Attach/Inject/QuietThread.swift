import Glibc

/// A thread from which Python can be called at once: it sits in a wait that has let go of the interpreter.
struct QuietThread: Hashable {
    /// The thread, in our pid namespace.
    let id: Int
    /// The number of the system call that it sits in.
    let call: Int

    /// Looks for one while nobody else is at work, for who takes the interpreter up there must not have to wait for it:
    /// the main thread, else one that waits for events, as a loop's does.
    static func find(in target: TargetProcess) -> QuietThread? {
        var waits: [Int: ThreadWait] = [:]
        for _ in 0..<3 {
            waits = [:]
            for thread in target.threads { waits[thread] = ThreadWait(pid: target.pid, thread: thread) }
            if waits.values.contains(.running) { return nil }
            usleep(3000)
        }
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
