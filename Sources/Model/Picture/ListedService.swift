/// A process in the list of services, with its vital signs. What is nil is unknown.
public struct ListedService: Hashable, Sendable, Identifiable {
    /// How one gets at it.
    public enum Access: Hashable, Sendable {
        /// By its agent's socket.
        case agent(socket: String)
        /// It has an agent that does not answer, for a reason in a few words.
        case unanswered(socket: String, reason: String)
        /// It looks like an asyncio service and has no agent; the command lets one in.
        case noAgent(wayIn: String)
    }

    /// As this side numbers it.
    public var pid: Int
    /// What people call it.
    public var name: String
    /// How one gets at it.
    public var access: Access
    /// The process that leads its application: a server's master, or itself.
    public var application: Int
    /// `uvicorn`, `sanic`, ..., where recognised.
    public var server: String?
    /// Version of Python.
    public var python: String?
    /// `asyncio`, `uvloop`.
    public var loop: String?
    /// Live tasks.
    public var tasks: Int?
    /// Last measured lag of its worst loop, in seconds.
    public var lag: Double?

    /// The pid.
    public var id: Int { pid }

    /// The path of its socket, where it has an agent.
    public var socket: String? {
        switch access {
        case .agent(let socket), .unanswered(let socket, _): socket
        case .noAgent: nil
        }
    }

    /// Makes an entry; what is left out is unknown.
    public init(
        pid: Int, name: String, access: Access, application: Int? = nil, server: String? = nil, python: String? = nil,
        loop: String? = nil, tasks: Int? = nil, lag: Double? = nil
    ) {
        self.pid = pid
        self.name = name
        self.access = access
        self.application = application ?? pid
        self.server = server
        self.python = python
        self.loop = loop
        self.tasks = tasks
        self.lag = lag
    }

    /// The same entry with what a picture of it tells.
    public func described(by picture: Picture) -> ListedService {
        var entry = self
        entry.server = picture.service?.server ?? server
        entry.python = picture.service?.python ?? python
        entry.loop = (picture.loops.first(where: \.isMain) ?? picture.loops.first)?.implementation ?? loop
        entry.tasks = picture.vitals?.tasks ?? tasks
        entry.lag = picture.vitals?.blocked.map { max($0.seconds, 0) } ?? picture.vitals?.lag ?? lag
        return entry
    }
}
