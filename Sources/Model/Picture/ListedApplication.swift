/// The processes of one application in the list of services: a server's workers, or one service alone.
public struct ListedApplication: Hashable, Sendable, Identifiable {
    /// The process that leads it: of several workers their master, which may have no agent itself.
    public var pid: Int
    /// Its processes in the order of their pids, at least one.
    public let members: [ListedService]

    /// The leader's pid.
    public var id: Int { pid }
    /// What people call it.
    public var name: String { members[0].name }
    /// True for a server with workers, of which one may be alive.
    public var hasWorkers: Bool { members.count > 1 || members[0].pid != pid }
    /// uvicorn, ..., where one is recognised.
    public var server: String? { members.lazy.compactMap(\.server).first }
    /// Version of Python.
    public var python: String? { members.lazy.compactMap(\.python).first }
    /// The loops' implementation; nil where they differ.
    public var loop: String? {
        let kinds = Set(members.compactMap(\.loop))
        return kinds.count == 1 ? kinds.first : nil
    }
    /// Live tasks of all that answer.
    public var tasks: Int? {
        let counts = members.compactMap(\.tasks)
        return counts.isEmpty ? nil : counts.reduce(0, +)
    }
    /// The worst lag among them, in seconds.
    public var lag: Double? { members.compactMap(\.lag).max() }
    /// True where at least one has an agent.
    public var hasAgent: Bool { members.contains { $0.socket != nil } }

    private init(pid: Int, members: [ListedService]) {
        self.pid = pid
        self.members = members
    }

    /// Puts processes of one application together. Those with an agent come first, then in the order of pids.
    public static func fold(_ services: [ListedService]) -> [ListedApplication] {
        Dictionary(grouping: services, by: \.application)
            .map { ListedApplication(pid: $0.key, members: $0.value.sorted { $0.pid < $1.pid }) }
            .sorted { ($0.hasAgent ? 0 : 1, $0.pid) < ($1.hasAgent ? 0 : 1, $1.pid) }
    }
}
