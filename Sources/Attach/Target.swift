import Glibc

/// What a person names on the command line: a pid, a name, or the path of a socket.
public enum Target: Hashable, Sendable {
    case pid(Int)
    case name(String)
    case socket(String)

    /// Reads an argument: what has a slash is a path, what is a number is a pid, all else a name.
    public init(parsing text: String) throws(AttachError) {
        if text.hasPrefix("tcp://") {
            throw .usage("\(text) is looked for with --token-file FILE, and without --via")
        }
        if text.contains("/") {
            self = .socket(text)
        } else if let pid = Int(text) {
            guard pid > 0 else { throw .usage("\(text) is not a pid; `looptop ls` lists the services") }
            self = .pid(pid)
        } else if text.isEmpty {
            throw .usage("an empty TARGET; `looptop ls` lists the services")
        } else {
            self = .name(text)
        }
    }

    /// Finds the service that is meant.
    ///
    /// - Parameter services: what `Discovery` has found.
    public func resolve(among services: [DiscoveredService]) throws(AttachError) -> DiscoveredService {
        switch self {
        case .socket(let path): try Self.service(ofSocket: path, among: services)
        case .pid(let pid): try Self.service(ofPid: pid, among: services)
        case .name(let name): try Self.service(named: name, among: services)
        }
    }

    /// All that is meant: the workers of one application, where its leader or its name is named; else one service.
    public func resolveAll(among services: [DiscoveredService]) throws(AttachError) -> [DiscoveredService] {
        guard let workers = workers(among: services) else { return [try resolve(among: services)] }
        return workers
    }

    /// The workers of the one application that is meant; nil where something else is.
    func workers(among services: [DiscoveredService]) -> [DiscoveredService]? {
        let matches =
            switch self {
            case .socket: [DiscoveredService]()
            case .name(let name): services.filter { $0.name == name }
            case .pid(let pid): services.filter { $0.application == pid }
            }
        let workers = matches.filter { $0.isOurs && $0.hasLoop != false }
        guard workers.count > 1, Set(workers.map { $0.application ?? $0.pid }).count == 1 else { return nil }
        return workers
    }

    /// True where a process is meant that has no agent, nor any of its children.
    public func needsInjection(among services: [DiscoveredService]) -> Bool {
        guard case .pid(let pid) = self, ProcessFacts(pid: pid) != nil else { return false }
        let family = Set([pid] + ProcessFacts.descendants(of: pid))
        return !services.contains { family.contains($0.pid) }
    }

    private static func service(ofSocket path: String, among services: [DiscoveredService]) throws(AttachError)
        -> DiscoveredService
    {
        if let known = services.first(where: { $0.socket == path }) { return known }
        guard FileFacts.isSocket(path) else {
            throw .unreachable("\(path) is not a socket\n" + Self.found(services))
        }
        switch SocketProbe.ask(path) {
        case .listening: return DiscoveredService(pid: 0, name: path, socket: path, isOurs: true)
        case .forbidden: throw .unreachable("\(path): no permission; the socket of another user needs sudo")
        case .dead: throw .unreachable("\(path): nobody listens; the service is gone\n" + Self.found(services))
        }
    }

    private static func service(ofPid pid: Int, among services: [DiscoveredService]) throws(AttachError)
        -> DiscoveredService
    {
        if let service = services.first(where: { $0.pid == pid }) { return try permitted(service) }
        guard ProcessFacts(pid: pid) != nil else {
            throw .unreachable("there is no process \(pid)\n" + found(services))
        }
        let descendants = Set(ProcessFacts.descendants(of: pid))
        let workers = services.filter { descendants.contains($0.pid) }
        if workers.count == 1 { return try permitted(workers[0]) }
        if !workers.isEmpty {
            throw .unreachable(
                "process \(pid) has no looptop agent itself, but these of its children have:\n" + table(workers))
        }
        throw .unreachable("process \(pid) has no looptop agent\n" + waysIn)
    }

    private static func service(named name: String, among services: [DiscoveredService]) throws(AttachError)
        -> DiscoveredService
    {
        let matches = services.filter { $0.name == name }
        guard let first = matches.first else {
            throw .unreachable("no service is called \"\(name)\"\n" + found(services))
        }
        guard matches.count == 1 else {
            throw .usage("\(matches.count) services are called \"\(name)\"; name one by its pid:\n" + table(matches))
        }
        return try permitted(first)
    }

    private static func permitted(_ service: DiscoveredService) throws(AttachError) -> DiscoveredService {
        guard service.isOurs else {
            throw .unreachable("process \(service.pid) belongs to another user; run looptop as that user, or with sudo")
        }
        return service
    }

    private static func found(_ services: [DiscoveredService]) -> String {
        services.isEmpty
            ? "no service with an agent runs here\n" + waysIn : "these services run here:\n" + table(services)
    }

    static func table(_ services: [DiscoveredService]) -> String {
        services.map { "  \($0.pid)  \($0.name)" }.joined(separator: "\n")
    }

    /// How a service gets an agent.
    public static let waysIn = """
        three ways to give a service an agent:
          looptop run -- python app.py           start it with looptop, nothing to change
          import looptop; looptop.start()        in its code, with the package installed
          LOOPTOP=1 python app.py                by its environment, with the package installed
        """
}
