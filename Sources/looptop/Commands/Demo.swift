import ArgumentParser
import Attach

/// `looptop demo`
struct Demo: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Start the built-in misbehaving service, and attach to it.",
        discussion: """
            An order desk on Python's standard library alone: requests, workers on a queue, and four troubles that \
            people meet in production. It ends with the dashboard and leaves nothing behind.
            """)

    @Option(help: ArgumentHelp("The Python that runs it: 3.8 or later.", valueName: "path"), completion: .file())
    var python: String?

    @OptionGroup var look: LookOptions

    func run() async throws {
        try await Output.reporting {
            try DashboardRunner.checkTerminal(hint: "TARGET")
            let request = try DemoService.request(python: python, environment: Services.environment)
            let launched = try await Launcher.launch(request)
            defer { launched.cleanUp() }
            let service = launched.service
            try await DashboardRunner.show(
                service.name, hint: "\(service.pid)", output: .file(launched.log.path),
                acting: Acting(child: launched.process) { HeldProcesses(of: [service]) }, look: look
            ) {
                service.endpoint
            }.leave()
        }
    }
}
