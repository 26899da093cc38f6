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
    private var instance: String?

    /// How many findings that are gone are kept.
    public static let goneLimit = 100
    /// For how long they are kept, seconds.
    public static let goneSeconds = 900.0

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
        looked = picture.now
        past.look(at: picture)
        graph = WaitGraph(picture)
        let context = FindingContext(
            picture: picture, graph: graph, past: past, thresholds: thresholds, marks: marks)
        stuck = context.stuck
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
