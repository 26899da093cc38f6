import Attach

/// Where several services are by now: of an application the workers that are there, of others the same ones, or what was
/// started anew in their place.
struct FleetSearch: Sendable {
    private let applications: Set<Int>
    private let before: [DiscoveredService]
    private let succession: Succession
    private let via: Via?

    /// - Parameters:
    ///   - applications: the leaders of those of which all workers are meant.
    ///   - before: those that are meant, as they are numbered.
    ///   - there: all that are there with them.
    init(applications: Set<Int>, before: [DiscoveredService], there: [DiscoveredService], via: Via?) {
        self.applications = applications
        self.before = before
        self.via = via
        succession = Succession(
            of: before.filter { $0.application.map(applications.contains) != true }, among: there)
    }

    /// Those that are there now; where nobody can be asked, those from before.
    func now() async -> [DiscoveredService] {
        guard let there = await Services.those(via) else { return before }
        let workers = there.filter { service in
            service.isOurs && service.hasLoop != false && service.application.map(applications.contains) == true
        }
        return Subject.numbered(succession.now(among: there) + workers, before)
    }
}
