import ArgumentParser
import Attach

/// `looptop attach TARGET`
struct AttachCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "attach", abstract: "Look at a running service that has an agent.")

    @Argument(help: ArgumentHelp("A pid, a name, or the path of a socket.", valueName: "target"))
    var target: String

    func run() async throws {
        try await Output.reporting {
            let service = try Services.find(target)
            let target = target
            // Started anew, the service has another pid and socket: then its name finds it.
            let ending = try await DashboardRunner.show(service.name, hint: target) {
                (try? Services.find(target))?.socket ?? (try? Services.find(service.name))?.socket
            }
            try ending.leave()
        }
    }
}
