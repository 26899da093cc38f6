/// What an end would mean for a service: asked for before anything is done.
public struct ShutdownPlan: Hashable, Sendable {
    /// In the service's own pid namespace.
    public var pid: Int
    /// When the process started, in clock ticks since boot; nil where unknown.
    public var startTicks: Int?
    /// When it started, Unix seconds; nil where unknown.
    public var started: Double?
    /// Its command line; empty where unknown.
    public var command = ""
    /// Who serves: `uvicorn`; nil for a program of its own.
    public var server: String?
    /// The server's version.
    public var version: String?
    /// The process that leads the application, where that is another: it is the one to signal.
    public var parent: ServiceMaster?
    /// SIGTERM and SIGINT, as they would be handled now.
    public var signals: [SignalHandling] = []
    /// What the server then does, in few words each.
    public var steps: [String] = []
    /// The server's own limits.
    public var timeouts: [ServerTimeout] = []
    /// What a second signal does, where that means something.
    public var second: SecondSignal?
    /// How it can be ended; the first is the one to take.
    public var ways: [ShutdownWay] = []
    /// What an end would touch now.
    public var inFlight = ShutdownCounts()
    /// Sentences.
    public var warnings: [String] = []
    /// True where the agent would refuse to act.
    public var isReadOnly = false

    /// Makes a plan that knows nothing yet.
    public init(pid: Int) {
        self.pid = pid
    }
}

extension ShutdownPlan {
    /// The process that an order is for.
    public func process(of order: ShutdownOrder) -> ServiceMaster {
        if order.isForParent, let parent { return parent }
        return ServiceMaster(pid: pid, startTicks: startTicks, started: started, command: command)
    }

    /// The best way, or the best of a kind: of signals, that is SIGTERM.
    public func way(_ kind: ShutdownOrder.Kind?) -> ShutdownWay? {
        guard let kind else { return ways.first }
        return ways.first { $0.order.kind == kind && (kind != .signal || $0.order.signal == "SIGTERM") }
    }

    /// Another way that lets the service clean up, where an order does not.
    public func gentler(than order: ShutdownOrder) -> ShutdownWay? {
        guard let best = ways.first, best.isGraceful, best.order.kind != order.kind else { return nil }
        let isGraceful = ways.first { $0.order.isSameAct(as: order) }?.isGraceful
        return isGraceful == true ? nil : best
    }
}

/// The process that leads an application of several.
public struct ServiceMaster: Hashable, Sendable {
    /// In the service's own pid namespace.
    public var pid: Int
    /// When it started, in clock ticks since boot.
    public var startTicks: Int?
    /// When it started, Unix seconds; nil where unknown.
    public var started: Double?
    /// Its command line.
    public var command: String

    /// `process 4711, python app.py, started 2026-11-23 03:15:02 UTC`.
    public var text: String {
        "process \(pid)" + (command.isEmpty ? "" : ", \(command)")
            + (started.map { ", started \(UTCText.second($0))" } ?? "")
    }

    /// Makes a master of its parts.
    public init(pid: Int, startTicks: Int? = nil, started: Double? = nil, command: String = "") {
        self.pid = pid
        self.startTicks = startTicks
        self.started = started
        self.command = command
    }
}

/// What happens on a signal.
public struct SignalHandling: Hashable, Sendable {
    /// Code that is not Python has installed the handler.
    public static let byC = "C code"

    /// `SIGTERM`.
    public var signal: String
    /// `handler`, `default` (death), `interrupt` (KeyboardInterrupt), `ignored`.
    public var action: String
    /// Who installed the handler: `signal.signal`, `loop.add_signal_handler`, `byC`; nil where there is none.
    public var by: String?
    /// The handler's name.
    public var name: String?
    /// Where the handler begins.
    public var location: CodeLocation?
    /// A sentence.
    public var effect: String

    /// Makes one of its parts.
    public init(
        signal: String, action: String, by: String? = nil, name: String? = nil, location: CodeLocation? = nil,
        effect: String = ""
    ) {
        self.signal = signal
        self.action = action
        self.by = by
        self.name = name
        self.location = location
        self.effect = effect
    }
}

/// A limit that the server sets itself.
public struct ServerTimeout: Hashable, Sendable {
    /// As the server calls it: `timeout_graceful_shutdown`.
    public var name: String
    /// Seconds; nil where it waits for ever, or where nothing `isKnown`.
    public var seconds: Double?
    /// False where the setting could not be read.
    public var isKnown: Bool
    /// What it waits for.
    public var what: String
    /// What it does then.
    public var then: String

    /// Makes one of its parts.
    public init(name: String, seconds: Double?, isKnown: Bool = true, what: String, then: String = "") {
        self.name = name
        self.seconds = seconds
        self.isKnown = isKnown
        self.what = what
        self.then = then
    }
}

/// A second signal that means something else than the first.
public struct SecondSignal: Hashable, Sendable {
    /// `SIGINT`.
    public var signal: String
    /// A sentence.
    public var effect: String

    /// Makes one.
    public init(signal: String, effect: String) {
        self.signal = signal
        self.effect = effect
    }
}

/// One way to end a service.
public struct ShutdownWay: Hashable, Sendable {
    /// The act.
    public var order: ShutdownOrder
    /// A sentence.
    public var effect: String
    /// False where requests in flight may die of it.
    public var isGraceful: Bool

    /// Makes one.
    public init(order: ShutdownOrder, effect: String, isGraceful: Bool = true) {
        self.order = order
        self.effect = effect
        self.isGraceful = isGraceful
    }
}

/// What the agent is asked to do to its process.
public struct ShutdownOrder: Hashable, Sendable {
    /// How.
    public enum Kind: String, Hashable, Sendable {
        /// A signal.
        case signal
        /// Nothing is done: the shutdown that somebody else has begun is told of.
        case watch
        /// The main task is cancelled.
        case main
        /// All tasks are cancelled, then the loop is stopped.
        case all
    }

    /// How.
    public var kind: Kind
    /// The signal's name, where it is one.
    public var signal: String?
    /// True where the process that leads the application is meant.
    public var isForParent: Bool
    /// That process's start, so that no other is hit.
    public var startTicks: Int?
    /// Seconds that the agent's own ways wait, more than 0; nil for the agent's own limit.
    public var deadline: Double?

    /// Makes one.
    public init(
        kind: Kind = .signal, signal: String? = "SIGTERM", isForParent: Bool = false, startTicks: Int? = nil,
        deadline: Double? = nil
    ) {
        self.kind = kind
        self.signal = signal
        self.isForParent = isForParent
        self.startTicks = startTicks
        self.deadline = deadline
    }

    /// True for the same act, however long it may take.
    public func isSameAct(as other: ShutdownOrder) -> Bool {
        kind == other.kind && signal == other.signal && isForParent == other.isForParent
    }

    /// `SIGTERM`, `cancel the main task`.
    public var title: String {
        switch kind {
        case .signal: (signal ?? "SIGTERM") + (isForParent ? " to the master" : "")
        case .watch: "watch"
        case .main: "cancel the main task"
        case .all: "cancel all tasks, stop the loop"
        }
    }
}

/// Figures of what lives in a service that ends.
public struct ShutdownCounts: Hashable, Sendable {
    /// Sockets that listen.
    public var listeners: Int
    /// Connections that came in through them.
    public var connections: Int
    /// Requests in flight; nil where no server is known.
    public var requests: Int?
    /// Live tasks.
    public var tasks: Int
    /// Jobs that threads of executors run.
    public var jobs: Int
    /// Other threads that the interpreter waits for.
    public var threads: Int
    /// Pools that have handed something out, and how much.
    public var held: [HeldPool]

    /// Makes figures.
    public init(
        listeners: Int = 0, connections: Int = 0, requests: Int? = nil, tasks: Int = 0, jobs: Int = 0,
        threads: Int = 0, held: [HeldPool] = []
    ) {
        self.listeners = listeners
        self.connections = connections
        self.requests = requests
        self.tasks = tasks
        self.jobs = jobs
        self.threads = threads
        self.held = held
    }
}

/// A pool of which something is out.
public struct HeldPool: Hashable, Sendable {
    /// What the code calls it.
    public var name: String
    /// How much is out.
    public var inUse: Int

    /// Makes one.
    public init(name: String, inUse: Int) {
        self.name = name
        self.inUse = inUse
    }
}
