import ArgumentParser
import Attach
import FoundationEssentials

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

    @Argument(parsing: .postTerminator, help: ArgumentHelp("The command and its arguments.", valueName: "command"))
    var command: [String] = []

    func validate() throws {
        if command.isEmpty { throw ValidationError("no command: looptop run -- python app.py") }
        if json, !detach { throw ValidationError("--json goes with --detach") }
    }

    func run() async throws {
        try await Output.reporting {
            let request = LaunchRequest(
                command: command, name: name, environment: ProcessInfo.processInfo.environment)
            let launched = try await Launcher.launch(request)
            for other in launched.others {
                Output.note("process \(other.pid) of the same service has an agent too: looptop attach \(other.pid)")
            }
            if json {
                try Output.print(json: Detached(launched))
            } else {
                Output.print(
                    """
                    \(launched.service.name) runs as process \(launched.service.pid)
                      look at it  looptop attach \(launched.service.pid)
                      stop it     kill \(launched.service.pid)
                      its output  \(launched.log.path)
                    """)
            }
        }
    }
}

/// What `run --detach --json` prints.
private struct Detached: Encodable {
    var pid: Int
    var socket: String
    var log: String

    init(_ launched: LaunchedService) {
        pid = launched.service.pid
        socket = launched.service.socket
        log = launched.log.path
    }
}
