import ArgumentParser
import Attach

/// `looptop attach TARGET`
struct AttachCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "attach", abstract: "Look at a running service.",
        discussion: """
            A pid without an agent gets one, if you agree: it starts a thread of its own in the service, and leaves \
            when the last client has left.
            """)

    @Argument(help: ArgumentHelp("A pid, a name, or the path of a socket.", valueName: "target"))
    var target: String

    @OptionGroup var injection: InjectionOptions

    @Flag(help: "Look only: nothing in the service is changed.")
    var readOnly = false

    @Option(help: ArgumentHelp("An orchestrator kills it so long after SIGTERM: 30s.", valueName: "time"))
    var grace: Span?

    private func acting(_ find: @escaping @Sendable () -> [DiscoveredService]) -> Acting {
        Acting(isReadOnly: readOnly, grace: grace?.duration.seconds) { ProcessHandle.all(of: find()) }
    }

    func run() async throws {
        try await Output.reporting {
            try DashboardRunner.checkTerminal(hint: target)
            if injection.way.via == nil, let workers = Services.workers(target) {
                return try await show(workers).leave()
            }
            let service = try await Services.reach(target, injection, ask: Output.confirm)
            let (target, via) = (target, injection.way.route)
            // Started anew, the service has another pid and socket: then its name finds it. An agent that was put in may be
            // where nobody looks: then its socket is all there is.
            let acting = acting { [(try? Services.find(target)) ?? service] }
            let ending = try await DashboardRunner.show(service.name, hint: target, acting: acting) {
                await Services.again(target, service, via: via)
            }
            try ending.leave()
        }
    }

    /// One dashboard over all workers, those too that come to take the place of others.
    private func show(_ workers: [DiscoveredService]) async throws -> DashboardRunner.Ending {
        let (name, leader) = (workers[0].name, workers[0].application ?? workers[0].pid)
        let find: @Sendable () -> [DiscoveredService] = {
            ((try? Services.all()) ?? []).filter { $0.application == leader && $0.isOurs && $0.hasLoop != false }
        }
        let feed = FleetFeed(
            application: leader, name: name, interval: 0.1, isReadOnly: readOnly, find: { find() })
        return try await DashboardRunner.show(name, hint: target, acting: acting(find), .fleet(feed))
    }
}
