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

    /// The workers with an agent of the application that a process leads; where none of them runs a loop, all the same.
    ///
    /// - Parameter ticks: when that process started, in clock ticks since boot: another one may have its number by now. nil where
    ///   it is whoever has it.
    public static func workers(of leader: Int, startedAt ticks: UInt64? = nil, among services: [DiscoveredService])
        -> [DiscoveredService]
    {
        let workers = services.filter {
            $0.application == leader && $0.pid != leader && $0.isOurs
                && (ticks == nil || $0.applicationTicks == nil || $0.applicationTicks == ticks)
        }
        let looping = workers.filter { $0.hasLoop != false }
        return looping.isEmpty ? workers : looping
    }

    static func service(ofSocket path: String, among services: [DiscoveredService]) throws(AttachError)
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

    static func permitted(_ service: DiscoveredService) throws(AttachError) -> DiscoveredService {
        guard service.isOurs else {
            throw .unreachable("process \(service.pid) belongs to another user; run looptop as that user, or with sudo")
        }
        return service
    }

    static func found(_ services: [DiscoveredService]) -> String {
        services.isEmpty
            ? "no service with an agent runs here\n" + waysIn : "these services run here:\n" + table(services)
    }

    /// A line for each: its pid and its name.
    public static func table(_ services: [DiscoveredService]) -> String {
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
