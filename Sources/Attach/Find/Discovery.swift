import Glibc

/// Finds the services of this machine that have an agent.
///
/// systemd, sudo, tmux and containers disagree about environments, so the rule's directory is only the first place:
/// the kernel's list of bound sockets is read too, in every network namespace, and their paths are tried in every
/// file system root that a process of ours has.
public enum Discovery {
    /// All services that answer, ordered by pid. Stale files of ours are removed on the way.
    public static func services(environment: [String: String]) throws(AttachError) -> [DiscoveredService] {
        var found: [String: DiscoveredService] = [:]
        for directory in try directories(environment: environment) {
            for service in services(in: directory) { found[service.socket] = service }
        }
        let roots = FileSystemRoot.all()
        for path in boundSockets(roots: roots) where found[path] == nil {
            for root in roots {
                guard let service = service(at: path, in: root), found[service.socket] == nil else { continue }
                found[service.socket] = service
            }
        }
        return found.values.sorted { ($0.pid, $0.socket) < ($1.pid, $1.socket) }
    }

    /// The directories that the rule can name for us, whatever environment a service was started in.
    static func directories(environment: [String: String]) throws(AttachError) -> Set<String> {
        let rule = try SocketDirectory(environment: environment)
        return [rule.path, rule.fallback, "/run/user/\(geteuid())/looptop"]
    }

    /// The services that have registered in a directory of ours.
    static func services(in directory: String) -> [DiscoveredService] {
        guard FileFacts.isOwnDirectory(directory, geteuid()) else { return [] }
        return FileFacts.names(in: directory).compactMap { name in
            pid(of: name, suffix: ".json").flatMap { service(of: $0, in: directory) }
        }
    }

    /// The service that has registered with a pid in a directory of ours, if it answers.
    static func service(of pid: Int, in directory: String) -> DiscoveredService? {
        let path = "\(directory)/\(pid).json"
        guard let registration = Registration(path: path) else { return nil }
        let socket = registration.socket ?? "\(directory)/\(pid).sock"
        // The socket has the last word: a directory shared with a container holds pids that mean nothing here.
        switch SocketProbe.ask(socket) {
        case .listening(let pid): return describe(registration, socket: socket, isOurs: true, pid: pid)
        case .forbidden: return describe(registration, socket: socket, isOurs: false, pid: nil)
        case .dead:
            if !registration.isAlive { removeStale(path, socket) }
            return nil
        }
    }

    /// Removes the files of a process that is gone. Another process may do the same at this moment: no error.
    private static func removeStale(_ paths: String...) {
        for path in paths { unlink(path) }
    }

    /// The service of a socket path that was seen in the kernel's list, as it looks below a root.
    private static func service(at path: String, in root: FileSystemRoot) -> DiscoveredService? {
        let socket = root.prefix + path
        guard FileFacts.isSocket(socket),
            let inner = pid(of: String(path.split(separator: "/").last ?? ""), suffix: ".sock")
        else { return nil }
        let isOurs: Bool
        var pid: Int?
        switch SocketProbe.ask(socket) {
        case .dead: return nil
        case .forbidden: isOurs = false
        case .listening(let peer): (isOurs, pid) = (true, peer)
        }
        pid = pid ?? root.outerPid(of: inner)
        guard let registration = Registration(path: socket.dropLast(5) + ".json") else {
            let number = pid ?? inner
            return DiscoveredService(
                pid: number, name: "\(number)", socket: socket, isOurs: isOurs, isSeen: pid != nil)
        }
        return describe(registration, socket: socket, isOurs: isOurs, pid: pid)
    }

    /// - Parameter pid: whose socket it is as the kernel numbers it for us; nil where it does not say.
    private static func describe(
        _ registration: Registration, socket: String, isOurs: Bool, pid: Int?
    ) -> DiscoveredService {
        let numbers = registration.numbers(of: pid)
        return DiscoveredService(
            pid: numbers?.pid ?? registration.pid, name: registration.name ?? "\(registration.pid)", socket: socket,
            python: registration.python, instance: registration.instance,
            application: numbers?.application ?? registration.application?.pid,
            applicationTicks: registration.application?.startTicks, hasLoop: registration.loop, isOurs: isOurs,
            isSeen: numbers != nil)
    }

    /// Paths like `.../looptop.../PID.sock` that somebody has bound.
    private static func boundSockets(roots: [FileSystemRoot]) -> Set<String> {
        var paths: Set<String> = []
        for pid in Set(roots.flatMap(\.networks)) {
            guard let table = FileFacts.text(of: "/proc/\(pid)/net/unix", limit: 1 << 24) else { continue }
            for line in table.split(separator: "\n") {
                guard line.hasSuffix(".sock"), let start = line.firstIndex(of: "/") else { continue }
                let path = line[start...]
                let parts = path.split(separator: "/")
                guard parts.count >= 2, parts[parts.count - 2].hasPrefix("looptop"),
                    self.pid(of: String(parts[parts.count - 1]), suffix: ".sock") != nil
                else { continue }
                paths.insert(String(path))
            }
        }
        return paths
    }

    private static func pid(of name: String, suffix: String) -> Int? {
        guard name.hasSuffix(suffix) else { return nil }
        return Int(name.dropLast(suffix.count)).flatMap { $0 > 0 ? $0 : nil }
    }
}
