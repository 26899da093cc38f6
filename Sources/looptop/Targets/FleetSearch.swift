import Attach

/// Where several services are by now: of an application the workers that are there, of others the same ones, or what was
/// started anew in their place.
struct FleetSearch: Sendable {
    private let applications: [Int: UInt64?]
    private let before: [DiscoveredService]
    private let succession: Succession
    private let via: Via?

    /// - Parameters:
    ///   - applications: the leaders of those of which all workers are meant.
    ///   - before: those that are meant, as they are numbered.
    ///   - there: all that are there with them.
    init(applications: Set<Int>, before: [DiscoveredService], there: [DiscoveredService], via: Via?) {
        self.applications = Dictionary(
            uniqueKeysWithValues: applications.map { leader in
                (leader, before.lazy.filter { $0.application == leader }.compactMap(\.applicationTicks).first)
            })
        self.before = before
        self.via = via
        succession = Succession(
            of: before.filter { $0.application.map(applications.contains) != true }, among: there)
    }

    /// The workers of one application among those that are there; none of another one whose leader has got the number since.
    func workers(of leader: Int, among there: [DiscoveredService]) -> [DiscoveredService] {
        Target.workers(of: leader, startedAt: applications[leader] ?? nil, among: there)
    }

    /// Those that are there now; where nobody can be asked, those from before.
    func now() async -> [DiscoveredService] {
        guard let there = await Services.those(via) else { return before }
        let led = applications.keys.sorted().flatMap { workers(of: $0, among: there) }
        return Subject.numbered(succession.now(among: there) + led, before)
    }
}
