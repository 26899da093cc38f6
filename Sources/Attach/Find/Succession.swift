/// Finds services again that were started anew: another pid, another socket, the same service.
///
/// A name alone may be another service's too. So what was there beside them from the beginning is never taken for them, none
/// stands for two, and of several that bear the name the one with the same command line comes first.
public struct Succession: Sendable {
    private struct Known: Sendable {
        let service: DiscoveredService
        let command: [String]
    }

    private let known: [Known]
    private let strangers: Set<Endpoint>
    private let command: @Sendable (DiscoveredService) -> [String]

    /// Remembers services.
    ///
    /// - Parameters:
    ///   - there: all that are there with them now.
    ///   - command: the command line of one, where it can be known; empty where not.
    public init(
        of services: [DiscoveredService], among there: [DiscoveredService],
        command: @escaping @Sendable (DiscoveredService) -> [String] = Self.commandHere
    ) {
        known = services.map { Known(service: $0, command: command($0)) }
        strangers = Set(there.map(\.endpoint)).subtracting(services.map(\.endpoint))
        self.command = command
    }

    /// Where they are by now, in their order: one of which nothing is found is where it was.
    ///
    /// - Parameter there: all that are there now.
    public func now(among there: [DiscoveredService]) -> [DiscoveredService] {
        let present = Dictionary(there.map { ($0.endpoint, $0) }) { first, _ in first }
        // Those that are where they were come first: nobody else may take their place.
        var taken = Set(known.map(\.service.endpoint).filter { present[$0] != nil })
        return known.map { known in
            let service = known.service
            if service.tcp != nil { return service }
            if let same = present[service.endpoint] { return same }
            let heirs = there.filter {
                $0.name == service.name && $0.isOurs && !strangers.contains($0.endpoint) && !taken.contains($0.endpoint)
            }
            let heir = heirs.first { !known.command.isEmpty && command($0) == known.command } ?? heirs.first
            guard let heir else { return service }
            taken.insert(heir.endpoint)
            return heir
        }
    }

    /// The command line of a service of this machine.
    public static let commandHere: @Sendable (DiscoveredService) -> [String] = { service in
        service.via == nil && service.pid > 0 ? ProcessFacts.arguments(of: service.pid) : []
    }
}
