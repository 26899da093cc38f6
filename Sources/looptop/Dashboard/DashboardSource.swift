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

    /// The threads of a service without a loop.
    func threads() async -> [ServiceThread]? {
        switch self {
        case .service(let feed): await feed.threads()
        case .fleet(let feed): await feed.threads()
        }
    }

    /// Tells what is looked at.
    func look(_ look: LookRequest) async {
        switch self {
        case .service(let feed): await feed.look(look)
        case .fleet(let feed): await feed.look(look)
        }
    }

    /// What an end would mean for the service.
    func shutdownPlan() async throws(ConnectionError) -> ShutdownPlan {
        switch self {
        case .service(let feed): try await feed.shutdownPlan()
        case .fleet(let feed): try await feed.shutdownPlan()
        }
    }

    /// Does something to the service.
    ///
    /// - Parameter shown: which life of it was shown to the person who wants that.
    func perform(_ act: ServiceAct, of shown: ShownLives) async throws(ConnectionError) {
        let instance = shown.service
        switch (self, act) {
        case (.service(let feed), .shutdown(let order)): try await feed.beginShutdown(order, of: instance)
        case (.service(let feed), .cancel(let task)): try await feed.cancel(task, of: instance)
        case (.service(let feed), .debug(let order)): try await feed.debug(order, of: instance)
        case (.fleet(let feed), .debug(let order)): try await feed.debug(order, of: shown.workers)
        case (.fleet(let feed), .shutdown(let order)): try await feed.beginShutdown(order)
        case (.fleet(let feed), .cancel(let task)): try await feed.cancel(task, of: shown.workers)
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
