import ArgumentParser
import Attach
import JSON
import Model
import Wire

/// `looptop run -- CMD ARG...`
struct Run: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Start a service with the agent loaded, and attach to it.",
        discussion: """
            The service needs no change: looptop run -- python app.py, looptop run -- uvicorn app:app. It gets a \
            session of its own, no input, and its output goes to a file. Leaving the dashboard asks whether it \
            shall go on.
            """)

    @Option(help: ArgumentHelp("What to call the service.", valueName: "name"))
    var name: String?

    @Flag(help: "Do not attach: tell pid and socket, and leave it running.")
    var detach = false

    @Flag(help: "With --detach: tell them as JSON.")
    var json = false

    @OptionGroup var look: LookOptions

    @Argument(parsing: .postTerminator, help: ArgumentHelp("The command and its arguments.", valueName: "command"))
    var command: [String] = []

    func validate() throws {
        if command.isEmpty { throw ValidationError("no command: looptop run -- python app.py") }
        if json, !detach { throw ValidationError("--json goes with --detach") }
    }

    func run() async throws {
        try await Output.reporting {
            if !detach { try DashboardRunner.checkTerminal(hint: "TARGET") }
            let request = LaunchRequest(command: command, name: name, environment: Services.environment)
            let launched = try await Launcher.launch(request)
            guard detach else { return try await look(at: launched) }
            noteOthers(of: launched)
            if json { Output.print(document(of: launched)) } else { Output.print(summary(of: launched)) }
        }
    }

    private func look(at launched: LaunchedService) async throws {
        let service = launched.service
        let ending = try await DashboardRunner.show(
            service.name, hint: "\(service.pid)", launched: launched, output: .file(launched.log.path),
            acting: Acting(child: launched.process) { HeldProcesses(of: [service]) }, look: look
        ) {
            service.endpoint
        }
        if let end = launched.process.poll() {
            Output.note("\(launched.service.name) \(end.description); its output: \(launched.log.path)")
        } else {
            noteOthers(of: launched)
            Output.print(summary(of: launched))
        }
        try ending.leave()
    }

    private func noteOthers(of launched: LaunchedService) {
        for other in launched.strangers {
            Output.note("process \(other.pid) was started by it and has an agent too: looptop attach \(other.pid)")
        }
    }

    private func document(of launched: LaunchedService) -> JSONValue {
        [
            "pid": .int(launched.pid), "socket": .string(launched.service.socket), "log": .string(launched.log.path),
        ]
    }

    private func summary(of launched: LaunchedService) -> String {
        """
        \(launched.service.name) runs as process \(launched.pid)
          look at it  looptop attach \(launched.pid)
          stop it     kill \(launched.pid)
          its output  \(launched.log.path)
        """
    }
}
