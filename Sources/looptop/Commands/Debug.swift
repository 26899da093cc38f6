import ArgumentParser
import Attach
import Model
import Reports

/// `looptop debug TARGET on|off`
struct Debug: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Switch asyncio's debug mode of a running service, and tell what it costs.",
        discussion: "Without on or off it tells how it is. It stays as it is switched; the dashboard switches it back.")

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
            let connection = try await Headless.connect(options)
            defer { connection.close() }
            guard connection.service.capabilities.contains("debug") else {
                throw AttachError.failed(
                    "the agent of \(connection.service.name) cannot switch debug mode; it is older")
            }
            let order = DebugOrder(isOn: wish.map { $0 == .on }, slow: slow?.duration.seconds, isKept: true)
            let state = try await Self.perform(order, connection)
            let report = DebugReport(state)
            if options.json { Output.print(report.json) } else { Output.print(report.text) }
        }
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
