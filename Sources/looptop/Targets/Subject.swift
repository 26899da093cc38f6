import Attach
import Wire

/// What the TARGETs of a command name: one service, or several that are looked at as one.
enum Subject: Sendable {
    case service(DiscoveredService)
    case several(SeveralServices)
}

/// The workers of an application, or services that were named one by one.
struct SeveralServices: Sendable {
    /// The process that leads the application; 0 where there is more than one.
    let leader: Int
    /// What to call them all.
    let name: String
    /// Those that are there now, each with a number that no other has.
    let services: [DiscoveredService]
    /// How long to wait before they are looked for again.
    let pause: Duration
    /// Where they are later: workers that come in the place of others too.
    let search: FleetSearch

    /// Follows them all.
    func feed(
        topics: [Topic] = Connection.allTopics, interval: Double, isReadOnly: Bool = true
    ) -> FleetFeed {
        FleetFeed(
            application: leader, name: name, interval: interval, isReadOnly: isReadOnly, topics: topics, pause: pause
        ) { [search] in await search.now() }
    }
}

extension Subject {
    /// Where the output goes, as far as it is a process of this machine.
    var output: ServiceOutput {
        let services =
            switch self {
            case .service(let service): [service]
            case .several(let several): several.services
            }
        let pids = services.compactMap(\.pidHere)
        return pids.count == services.count ? ServiceOutput(ofPids: pids) : .unknown
    }

    /// Finds what is meant. Where a process without an agent is named, one is put in if the options, or the person who is
    /// asked, say so.
    ///
    /// - Parameter isFollowed: an application is looked at for long: it is more than the one worker that it may have now.
    static func find(
        _ targets: [String], _ options: InjectionOptions, ask: ((String) -> Bool)? = nil, isFollowed: Bool = false
    ) async throws(AttachError) -> Subject {
        let via = options.way.route
        var found: [DiscoveredService] = []
        var applications: Set<Int> = []
        for target in targets {
            let meant = try await Services.named(target, options, ask: ask)
            if let leader = meant[0].application, meant.count > 1 || (target == "\(leader)" && leader != meant[0].pid) {
                applications.insert(leader)
            }
            for service in meant where !found.contains(where: { $0.endpoint == service.endpoint }) {
                found.append(service)
            }
        }
        guard found.count > 1 || isFollowed && !applications.isEmpty else { return .service(found[0]) }
        let leaders = Set(found.map { $0.application ?? $0.pid })
        let before = numbered(found)
        let search = FleetSearch(
            applications: applications, before: before, there: await Services.those(via) ?? [], via: via)
        return .several(
            SeveralServices(
                leader: leaders.count == 1 ? leaders.first ?? 0 : 0, name: name(of: found), services: before,
                pause: via == nil ? .milliseconds(500) : .seconds(10), search: search))
    }

    private static func name(of services: [DiscoveredService]) -> String {
        var names: [String] = []
        for service in services where !names.contains(service.name) { names.append(service.name) }
        return names.joined(separator: ", ")
    }

    /// Each once, with a number of its own: its pid, or one beyond all pids where another machine's service has the same.
    static func numbered(
        _ services: [DiscoveredService], _ before: [DiscoveredService] = []
    ) -> [DiscoveredService] {
        var numbers = Dictionary(before.map { ($0.endpoint, $0.pid) }) { first, _ in first }
        var taken = Set(numbers.values)
        var seen: Set<Endpoint> = []
        var next = 1 << 22
        return services.filter { seen.insert($0.endpoint).inserted }.map { service in
            var service = service
            if let number = numbers[service.endpoint] {
                service.pid = number
            } else if service.pid > 0, taken.insert(service.pid).inserted {
                numbers[service.endpoint] = service.pid
            } else {
                while !taken.insert(next).inserted { next += 1 }
                service.pid = next
            }
            return service
        }
    }
}
