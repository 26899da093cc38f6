/// How bad a finding is.
public enum Severity: String, Hashable, Sendable, CaseIterable, Comparable {
    case info, warning, error

    private var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }

    /// Worse ones are greater.
    public static func < (left: Severity, right: Severity) -> Bool { left.rank < right.rank }
}

/// Something that is wrong with the service, as it stands in one picture.
public struct Evidence: Hashable, Sendable {
    /// What tells it from other findings of its kind, the same in every picture and after a restart: a place, a name.
    public var key: String
    /// A sentence with the figures.
    public var sentence: String
    /// The line in the user's own code that it is about.
    public var location: CodeLocation?
    /// The tasks concerned, those that matter most first, at most `tasksLimit`.
    public var tasks: [TaskID] = []
    /// How many tasks are concerned.
    public var taskCount = 0
    /// The resource that it is about.
    public var resource: Int?
    /// The slow callback that it is about.
    public var culprit: Int?
    /// Since when it is so, where that is known from the service; Unix seconds.
    public var since: Double?
    /// Worse or better than its kind usually is.
    public var severity: Severity?

    /// How many tasks are named.
    public static let tasksLimit = 100

    /// Makes evidence that concerns no task in particular.
    public init(key: String, _ sentence: String, at location: CodeLocation? = nil) {
        self.key = key
        self.sentence = sentence
        self.location = location
    }

    mutating func concerns(_ tasks: [TaskID]) {
        self.tasks = Array(tasks.prefix(Self.tasksLimit))
        taskCount = tasks.count
    }
}

/// A finding: what was seen, since when, and whether it is still so.
public struct Finding: Hashable, Sendable, Identifiable {
    /// Its kind and a few letters that are the same each time that the same thing is found.
    public var id: String
    /// What it is.
    public var kind: FindingKind.Slug
    /// How bad.
    public var severity: Severity
    /// What was seen when it was last so.
    public var evidence: Evidence
    /// When it was first seen, Unix seconds of the service's clock.
    public var firstSeen: Double
    /// When it was last seen.
    public var lastSeen: Double
    /// False once it is gone.
    public var isTrue: Bool

    init(_ kind: FindingKind, _ evidence: Evidence, at time: Double) {
        id = Self.id(kind.slug, evidence.key)
        self.kind = kind.slug
        severity = evidence.severity ?? kind.severity
        self.evidence = evidence
        firstSeen = min(evidence.since ?? time, time)
        lastSeen = time
        isTrue = true
    }

    /// FNV-1a of the key: short, and the same in every run.
    static func id(_ kind: FindingKind.Slug, _ key: String) -> String {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in key.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
        let text = String(hash & 0xff_ffff, radix: 16)
        return "\(kind.rawValue)-" + String(repeating: "0", count: 6 - text.count) + text
    }
}
