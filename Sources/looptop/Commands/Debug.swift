import ArgumentParser
import Attach
import Model
import Reports

/// `looptop debug TARGET on|off`
struct Debug: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Switch asyncio's debug mode of a running service, and tell what it costs.",
        discussion:
            "Without on or off it tells how it is. It stays as it is switched; the dashboard switches it back. Of an application all workers are "
            + "switched; with --json a document for each, a line each.")

    @OptionGroup var options: TargetOptions

    @Argument(help: ArgumentHelp("on, or off.", valueName: "on|off"))
    var wish: Wish?

    @Option(help: ArgumentHelp("asyncio's slow_callback_duration: 50ms.", valueName: "time"))
    var slow: Span?

    enum Wish: String, ExpressibleByArgument, CaseIterable {
        case on, off
    }

    func run() async throws {
        try await Output.reporting {
            let order = DebugOrder(isOn: wish.map { $0 == .on }, slow: slow?.duration.seconds, isKept: true)
            switch try await Subject.find([options.target], options.injection) {
            case .service(let service): tell([try await Self.switched(service, order)], areMany: false)
            case .several(let several): tell(try await Self.switched(several.services, order), areMany: true)
            }
        }
    }

    private func tell(_ states: [(worker: Int, mode: DebugState)], areMany: Bool) {
        for state in states {
            let report = DebugReport(state.mode, worker: state.worker)
            if options.json {
                Output.print(report.json)
            } else {
                Output.print((areMany ? "worker \(state.worker): " : "") + report.text)
            }
        }
    }

    /// All at the same time, for the costs are measured for a while; where one refuses the others are switched all the same.
    private static func switched(
        _ services: [DiscoveredService], _ order: DebugOrder
    ) async throws(AttachError) -> [(worker: Int, mode: DebugState)] {
        let results = await withTaskGroup(of: (Int, Result<DebugState, AttachError>).self) { group in
            for service in services {
                group.addTask {
                    do throws(AttachError) {
                        return (service.pid, .success(try await switched(service, order).mode))
                    } catch {
                        return (service.pid, .failure(error))
                    }
                }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        return try results.sorted { $0.0 < $1.0 }.map { worker, result throws(AttachError) in
            switch result {
            case .success(let mode): return (worker, mode)
            case .failure(.gone(let reason)): throw .gone("worker \(worker): \(reason)")
            case .failure(let error): throw .failed("worker \(worker): \(error.message)")
            }
        }
    }

    private static func switched(
        _ service: DiscoveredService, _ order: DebugOrder
    ) async throws(AttachError) -> (worker: Int, mode: DebugState) {
        let connection = try await Headless.open(service)
        defer { connection.close() }
        guard connection.service.capabilities.contains("debug") else {
            throw .failed("the agent of \(connection.service.name) cannot switch debug mode; it is older")
        }
        // Behind a socket that was named by its path the service itself tells its pid.
        let worker = service.pid > 0 ? service.pid : connection.service.pid
        return (worker, try await perform(order, connection))
    }

    /// Switches, and watches until the cost is known.
    private static func perform(_ order: DebugOrder, _ connection: Connection) async throws(AttachError) -> DebugState {
        do {
            var state = try await connection.debug(order)
            guard order.isOn != nil || order.slow != nil else { return state }
            let deadline = ContinuousClock.now + .seconds(6)
            while state.cpuNow == nil || state.isOn != (order.isOn ?? state.isOn), .now < deadline {
                guard (try? await Task.sleep(for: .milliseconds(250))) != nil else { break }
                state = try await connection.debug(DebugOrder())
            }
            return state
        } catch {
            throw .failed(error.message)
        }
    }
}
