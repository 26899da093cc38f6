extension Target {
    /// All that is meant on another side: the workers of one application, else one service.
    public func resolveAll(among services: [DiscoveredService], via: Via) throws(AttachError) -> [DiscoveredService] {
        var matches: [DiscoveredService]
        switch self {
        case .pid(let pid):
            let own = services.filter { $0.pid == pid }
            let workers = own.contains { $0.hasLoop != false } ? [] : Self.workers(of: pid, among: services)
            matches = workers.isEmpty ? own : workers
        case .name(let name):
            matches = services.filter { $0.name == name }
            let leaders = Set(matches.map { $0.application ?? $0.pid })
            if leaders.count == 1, let leader = leaders.first {
                let workers = Self.workers(of: leader, among: services)
                if !workers.isEmpty { matches = workers }
            }
        case .socket(let path):
            matches = [
                services.first { $0.socket == path }
                    ?? DiscoveredService(pid: 0, name: path, socket: path, isOurs: true, via: via)
            ]
        }
        guard let first = matches.first else {
            throw .unreachable("\(words) is not where `\(via.command)` leads\n" + Self.there(services))
        }
        guard Set(matches.map { $0.application ?? $0.pid }).count == 1 else {
            throw .usage(
                "\(matches.count) services are meant by \(words); name one by its pid:\n" + Self.table(matches))
        }
        guard first.isOurs else {
            throw .unreachable(
                "process \(first.pid) belongs to another user there; become that user, or root: "
                    + "--via 'ssh root@host', 'docker exec -i -u 0 api'")
        }
        return matches
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
