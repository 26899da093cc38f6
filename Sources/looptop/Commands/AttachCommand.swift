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

    func run() async throws {
        try await Output.reporting {
            try DashboardRunner.checkTerminal(hint: target)
            let service = try await Services.reach(target, injection, ask: Output.confirm)
            let (target, via) = (target, injection.way.route)
            // Started anew, the service has another pid and socket: then its name finds it. An agent that was put in may be
            // where nobody looks: then its socket is all there is.
            let ending = try await DashboardRunner.show(service.name, hint: target) {
                await Services.again(target, service, via: via)
            }
            try ending.leave()
        }
    }
}
