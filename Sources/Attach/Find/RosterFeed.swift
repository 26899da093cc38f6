public import Model
import Synchronization
import Wire

/// The services of this machine, followed: each is asked for its vital signs once a second over one connection.
public actor RosterFeed {
    private let environment: [String: String]
    private var followers: [String: Follower] = [:]

    /// Makes one that follows nobody yet.
    public init(environment: [String: String]) {
        self.environment = environment
    }

    /// What is there now, with what the services have told so far; begins to follow those that are new.
    public func look() throws(AttachError) -> [ListedService] {
        let services = try Discovery.services(environment: environment)
        let sockets = Set(services.filter(\.isOurs).map(\.socket))
        for (socket, follower) in followers where !sockets.contains(socket) {
            follower.end()
            followers[socket] = nil
        }
        for socket in sockets where followers[socket] == nil { followers[socket] = Follower(socket: socket) }
        let listed = services.map { service in
            let entry = ListedService(service)
            return followers[service.socket]?.described(entry) ?? entry
        }
        return Roster.withoutMasters(listed + Roster.unprepared(besides: services), services)
    }

    /// Hangs up everywhere.
    public func close() {
        for follower in followers.values { follower.end() }
        followers = [:]
    }
}

/// The newest picture of one service.
private final class Follower: Sendable {
    private let feed: ServiceFeed
    private let newest: Mutex<Picture>
    private let work: Mutex<Task<Void, Never>?>

    init(socket: String) {
        feed = ServiceFeed(interval: 1, topics: [.vitals]) { .socket(socket) }
        newest = Mutex(Picture())
        work = Mutex(nil)
        let task = Task { [weak self, feed] in
            for await picture in feed.pictures { self?.newest.withLock { $0 = picture } }
        }
        work.withLock { $0 = task }
    }

    func described(_ entry: ListedService) -> ListedService {
        let picture = newest.withLock { $0 }
        var entry = entry.described(by: picture)
        switch picture.connection {
        case .silent(let reason), .lost(let reason):
            entry.access = .unanswered(socket: entry.socket ?? "", reason: reason)
        case .connecting, .loading, .live: break
        }
        return entry
    }

    func end() {
        work.withLock { $0?.cancel() }
        Task { [feed] in await feed.close() }
    }
}
