/// A kind of finding: how it is told, and how it is found. One file each, below `Kinds`; one table lists them.
public struct FindingKind: Sendable, Identifiable {
    /// The names of all kinds, as they are typed and written to JSON; the worst first.
    public enum Slug: String, Hashable, Sendable, CaseIterable {
        case deadlock
        case connectionLeak = "connection-leak"
        case neverReleased = "never-released"
        case deadConsumer = "dead-consumer"
        case lostWakeup = "lost-wakeup"
        case blockingCall = "blocking-call"
        case cpuBound = "cpu-bound"
        case poolExhausted = "pool-exhausted"
        case stuckTask = "stuck-task"
        case unboundedTasks = "unbounded-tasks"
        case openFiles = "open-files"
        case busyLoop = "busy-loop"
        case unsafeWakeup = "unsafe-wakeup"
        case noBackpressure = "no-backpressure"
        case executorSaturated = "executor-saturated"
        case poolPerCall = "pool-per-call"
        case cancellationIgnored = "cancellation-ignored"
        case taskUnreferenced = "task-unreferenced"
        case neverAwaited = "never-awaited"
        case debugMode = "debug-mode"
        case exceptionUnretrieved = "exception-unretrieved"
    }

    /// A number that decides, and that a configuration may change.
    public struct Threshold: Hashable, Sendable {
        /// Its name below that of the kind: `seconds`.
        public var name: String
        /// What it is without a configuration.
        public var value: Double
        /// In few words what it means, unit included.
        public var meaning: String
    }

    /// Its name.
    public var slug: Slug
    /// In few words.
    public var title: String
    /// How bad it usually is.
    public var severity: Severity
    /// What decides.
    public var thresholds: [Threshold]
    /// What it means that this was found.
    public var meaning: String
    /// What comes of it.
    public var why: String
    /// What to do about it, in one sentence.
    public var remedy: String
    /// Code that leads to it.
    public var wrong: String
    /// The same, done right.
    public var right: String
    /// Finds it.
    let check: @Sendable (FindingContext) -> [Evidence]

    /// The same as its slug.
    public var id: Slug { slug }

    /// All kinds, the worst first.
    public static let all: [FindingKind] = Slug.allCases.map(of)

    /// The kind of a name: the table of all.
    public static func of(_ slug: Slug) -> FindingKind {
        switch slug {
        case .deadlock: .deadlock
        case .connectionLeak: .connectionLeak
        case .neverReleased: .neverReleased
        case .deadConsumer: .deadConsumer
        case .lostWakeup: .lostWakeup
        case .blockingCall: .blockingCall
        case .cpuBound: .cpuBound
        case .poolExhausted: .poolExhausted
        case .stuckTask: .stuckTask
        case .unboundedTasks: .unboundedTasks
        case .openFiles: .openFiles
        case .busyLoop: .busyLoop
        case .unsafeWakeup: .unsafeWakeup
        case .noBackpressure: .noBackpressure
        case .executorSaturated: .executorSaturated
        case .poolPerCall: .poolPerCall
        case .cancellationIgnored: .cancellationIgnored
        case .taskUnreferenced: .taskUnreferenced
        case .neverAwaited: .neverAwaited
        case .debugMode: .debugMode
        case .exceptionUnretrieved: .exceptionUnretrieved
        }
    }
}

/// The numbers that decide, as a configuration has changed them.
public struct FindingThresholds: Hashable, Sendable {
    /// By `slug.name`: what is not here is as the kinds say.
    public private(set) var values: [String: Double] = [:]

    /// Makes thresholds as the kinds say.
    public init() {}

    /// All names that can be set: `blocking-call.seconds`.
    public static var names: [String] {
        FindingKind.all.flatMap { kind in kind.thresholds.map { "\(kind.slug.rawValue).\($0.name)" } }
    }

    /// Changes one; false if there is none of this name, or the number is negative or none.
    public mutating func set(_ name: String, to value: Double) -> Bool {
        guard Self.names.contains(name), value.isFinite, value >= 0 else { return false }
        values[name] = value
        return true
    }

    /// One of them.
    func value(_ slug: FindingKind.Slug, _ name: String) -> Double {
        values["\(slug.rawValue).\(name)"]
            ?? FindingKind.of(slug).thresholds.first { $0.name == name }?.value ?? 0
    }
}

/// What a check looks at.
struct FindingContext {
    let picture: Picture
    let graph: WaitGraph
    let past: FindingPast
    let thresholds: FindingThresholds
    let marks: Set<String>
    /// The tasks that are stuck.
    let stuck: [StuckTask]

    init(picture: Picture, graph: WaitGraph, past: FindingPast, thresholds: FindingThresholds, marks: Set<String>) {
        self.picture = picture
        self.graph = graph
        self.past = past
        self.thresholds = thresholds
        self.marks = marks
        let settings = StuckSettings(
            threshold: thresholds.value(.stuckTask, "seconds"), factor: thresholds.value(.stuckTask, "factor"),
            marks: marks)
        stuck = StuckVerdict.stuck(in: picture, graph: graph, settings: settings)
    }

    /// The service's clock.
    var now: Double { picture.now }

    func threshold(_ slug: FindingKind.Slug, _ name: String) -> Double { thresholds.value(slug, name) }
}

extension CodeLocation {
    /// What tells one place from another, lines apart: they move with every edit, and two blocks of one function differ.
    var key: String { "\(file):\(line):\(function)" }
}
