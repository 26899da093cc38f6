/// The findings of a service as they come, last, and go: looked for again about once a second.
public struct FindingsBoard: Sendable {
    /// Those that are true now, the worst first, and below them those that are gone.
    public private(set) var findings: [Finding] = []
    /// When the service was looked at last, Unix seconds of its clock; nil before the first look.
    public private(set) var looked: Double?
    /// When it was looked at first.
    public private(set) var since: Double?
    /// The tasks that are stuck now, the longest wait first.
    public private(set) var stuck: [StuckTask] = []
    /// Who waited for whom at the last look.
    public private(set) var graph = WaitGraph(Picture())
    /// What decides.
    public var thresholds = FindingThresholds()
    /// Lines where tasks wait long by intent.
    public var marks: Set<String> = []

    private var past = FindingPast()
    /// Since when the agent is there, Unix seconds, and whether the service ran before it came.
    private var known = 0.0
    private var isLate = false
    private var instance: String?

    /// How many findings that are gone are kept.
    public static let goneLimit = 100
    /// For how long they are kept, seconds.
    public static let goneSeconds = 900.0

    /// Seconds that a service has to be watched before it is known that nothing is wrong.
    public static let patience = 2.0

    /// Seconds that an agent that came late has to be there before it is known that nothing stands still: waits that began
    /// before it are as old as its look.
    public static let settled = 12.0

    /// False where it has not been watched for long enough to say that there are no findings.
    public var isConclusive: Bool {
        guard let since, let looked else { return false }
        return looked - since >= Self.patience && looked - known >= (isLate ? Self.settled : 0)
    }

    /// Whether a longer look would tell no more: something is as bad as that, or nothing is left to be decided.
    ///
    /// - Parameter severity: nil where all that is wrong is to be told.
    public func answers(_ severity: Severity?) -> Bool {
        isSettled || severity.map { severity in current.contains { $0.severity >= severity } } ?? false
    }

    /// How long it has been watched, seconds.
    public var watched: Double { (looked ?? 0) - (since ?? 0) }

    /// True where there is an error, or nothing is left to be decided, by time or by what the agent doubts.
    private var isSettled = false

    /// How many findings are true now; nil where none was found, and it is too early to say that there are none.
    public var knownCount: Int? { current.isEmpty && !isConclusive ? nil : current.count }

    /// Makes a board that has seen nothing.
    public init() {}

    /// Those that are true now, the worst first.
    public var current: [Finding] { findings.filter(\.isTrue) }

    /// Looks at a picture that follows its service; one that does not, or that is not whole, tells nothing new.
    public mutating func look(at picture: Picture) {
        guard let service = picture.service, picture.connection == .live else { return }
        if instance != service.instance {
            (findings, stuck, past, since) = ([], [], FindingPast(), nil)
            instance = service.instance
        }
        since = since ?? picture.now
        (known, isLate) = (service.agentStarted, service.isLate)
        looked = picture.now
        past.look(at: picture)
        graph = WaitGraph(picture)
        let context = FindingContext(
            picture: picture, graph: graph, past: past, thresholds: thresholds, marks: marks)
        stuck = context.stuck
        defer {
            let isOpen = !isConclusive || (picture.vitals?.doubts ?? 0) > 0
            isSettled =
                !isOpen || picture.absence.map { !$0.mayPass } ?? false
                || current.contains { $0.severity == .error }
        }
        take(FindingKind.all.flatMap { kind in kind.check(context).map { Finding(kind, $0, at: picture.now) } })
    }

    private mutating func take(_ found: [Finding]) {
        var known = Dictionary(findings.map { ($0.id, $0) }) { first, _ in first }
        for var finding in found {
            // Two of one kind with one key are one: the first tells most.
            if let before = known[finding.id] {
                guard before.lastSeen < finding.lastSeen || !before.isTrue else { continue }
                if before.isTrue || finding.evidence.since == nil {
                    finding.firstSeen = min(before.firstSeen, finding.firstSeen)
                }
            }
            known[finding.id] = finding
        }
        let ids = Set(found.map(\.id))
        for id in known.keys where !ids.contains(id) { known[id]?.isTrue = false }
        let now = looked ?? 0
        let gone = known.values.filter { !$0.isTrue && now - $0.lastSeen < Self.goneSeconds }
            .sorted { ($0.lastSeen, $1.id) > ($1.lastSeen, $0.id) }
        findings = known.values.filter(\.isTrue).sorted(by: Self.isWorse) + gone.prefix(Self.goneLimit)
    }

    private static func isWorse(_ left: Finding, _ right: Finding) -> Bool {
        func rank(_ finding: Finding) -> Int { FindingKind.all.firstIndex { $0.slug == finding.kind } ?? 0 }
        if left.severity != right.severity { return left.severity > right.severity }
        return (rank(left), left.firstSeen, left.id) < (rank(right), right.firstSeen, right.id)
    }
}
