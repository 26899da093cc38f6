extension Target {
    /// All that is meant on another side: the workers of one application, else one service.
    public func resolveAll(among services: [DiscoveredService], via: Via) throws(AttachError) -> [DiscoveredService] {
        guard let workers = workers(among: services) else { return [try resolve(among: services, via: via)] }
        return workers
    }

    /// Finds the service that is meant among those of another side.
    public func resolve(among services: [DiscoveredService], via: Via) throws(AttachError) -> DiscoveredService {
        let matches: [DiscoveredService]
        switch self {
        case .pid(let pid):
            let exact = services.filter { $0.pid == pid }
            matches = exact.isEmpty ? services.filter { $0.application == pid } : exact
        case .name(let name): matches = services.filter { $0.name == name }
        case .socket(let path):
            matches = [
                services.first { $0.socket == path }
                    ?? DiscoveredService(pid: 0, name: path, socket: path, isOurs: true, via: via)
            ]
        }
        guard let first = matches.first else {
            throw .unreachable("\(words) is not where `\(via.command)` leads\n" + Self.there(services))
        }
        guard matches.count == 1 else {
            throw .usage(
                "\(matches.count) services are meant by \(words); name one by its pid:\n" + Self.table(matches))
        }
        guard first.isOurs else {
            throw .unreachable(
                "process \(first.pid) belongs to another user there; become that user, or root: "
                    + "--via 'ssh root@host', 'docker exec -i -u 0 api'")
        }
        return first
    }

    private var words: String {
        switch self {
        case .pid(let pid): "process \(pid)"
        case .name(let name): "a service called \"\(name)\""
        case .socket(let path): path
        }
    }

    private static func there(_ services: [DiscoveredService]) -> String {
        services.isEmpty
            ? "no service with an agent runs there\n" + waysIn : "these services run there:\n" + table(services)
    }
}
