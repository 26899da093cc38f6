import Attach
import Dashboard
import Model
import Wire

/// Where a dashboard's pictures come from: one service, or all workers of an application.
enum DashboardSource: Sendable {
    case service(ServiceFeed)
    case fleet(FleetFeed)

    /// One task in full.
    func task(_ id: TaskID) async -> TaskDetail? {
        switch self {
        case .service(let feed): await feed.task(id)
        case .fleet(let feed): await feed.task(id)
        }
    }

    /// The threads of a service without a loop; workers run loops.
    func threads() async -> [ServiceThread]? {
        switch self {
        case .service(let feed): await feed.threads()
        case .fleet: nil
        }
    }

    /// Tells what is looked at.
    func look(_ look: LookRequest) async {
        switch self {
        case .service(let feed): await feed.look(look)
        case .fleet(let feed): await feed.look(look)
        }
    }

    /// Ends it.
    func close() async {
        switch self {
        case .service(let feed): await feed.close()
        case .fleet(let feed): await feed.close()
        }
    }
}
