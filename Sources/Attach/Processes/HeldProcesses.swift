public import Model

/// The processes of a service that is to end, taken hold of, with what was known of them before.
public struct HeldProcesses: Sendable {
    private let handles: [ProcessHandle]
    /// The one that leads them, where that is another.
    private let master: ProcessHandle?
    /// The one whose agent is asked: no other stands for it where it could not be held.
    private let first: Int?
    private var handled: [Int: Set<Int>] = [:]
    private var sent: [Int: Int] = [:]

    /// Holds none: they run elsewhere.
    public init() {
        (handles, master, first) = ([], nil, nil)
    }

    /// Takes hold of the processes of services, and of the one that leads them.
    public init(of found: [DiscoveredService]) {
        handles = found.compactMap(\.process)
        master = found.first?.master
        first = found.first?.pid
        handled = Dictionary(
            all.compactMap { process in process.handledSignals.map { (process.pid, $0) } }, uniquingKeysWith: { $1 })
    }

    /// The numbers of those that have agents.
    public var services: [Int] { handles.map(\.pid) }

    /// True where another process leads them.
    public var hasMaster: Bool { master != nil }

    /// True where none is held.
    public var isEmpty: Bool { handles.isEmpty && master == nil }

    /// True once all have ended, buried or not.
    public var areGone: Bool { all.allSatisfy(\.isGone) }

    private var all: [ProcessHandle] { handles + (master.map { [$0] } ?? []) }

    /// The one that an order is for.
    public func target(of order: ShutdownOrder) -> ProcessHandle? {
        order.isForParent ? master : handles.first { $0.pid == first }
    }

    /// Notes what is sent to whom, and what they make of signals now: the last word on who handled it.
    public mutating func note(_ order: ShutdownOrder, plan: ShutdownPlan?) {
        for process in all { handled[process.pid] = process.handledSignals ?? handled[process.pid] }
        guard let target = target(of: order) else { return }
        if order.kind == .signal { sent[target.pid] = SignalName.number(of: order.signal ?? "SIGTERM") }
        // What C code makes of a signal nobody can tell: it may well end the process at once.
        if handles.count == 1, let plan, plan.signals.contains(where: { $0.by == SignalHandling.byC }) {
            handled[handles[0].pid] = nil
        }
    }

    /// How they have ended, the one that leads them last.
    ///
    /// - Parameters:
    ///   - goodbyes: those whose agents have told that they ran to their end.
    ///   - child: one of them that we have started: we are told of its end.
    public func ends(goodbyes: Set<Int>, child: ChildProcess? = nil) -> [ProcessEnd] {
        all.map { process in
            let told = child?.pid == process.pid ? child?.poll() : nil
            return ProcessEnd(
                pid: process.pid, ending: told ?? process.ending, saidGoodbye: goodbyes.contains(process.pid),
                handled: handled[process.pid], sent: sent[process.pid])
        }
    }
}

extension ShutdownPlan {
    /// The end of a process of which no more can be known than what its agent has told.
    public func end(after order: ShutdownOrder, saidGoodbye: Bool) -> ProcessEnd {
        let known = signals.filter { $0.by != SignalHandling.byC && $0.action != "default" && $0.action != "ignored" }
        return ProcessEnd(
            pid: pid, saidGoodbye: saidGoodbye, handled: Set(known.compactMap { SignalName.number(of: $0.signal) }),
            sent: order.kind == .signal && !order.isForParent
                ? SignalName.number(of: order.signal ?? "SIGTERM") : nil)
    }
}
