import ArgumentParser
import Attach
import Dashboard
import Model
import Reports

/// `looptop findings TARGET`
struct Findings: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Tell what is wrong with a service, the worst first, with the line and the remedy.",
        discussion: """
            Uses what the agent remembers, and watches for some time more (--for), since some verdicts need two looks. \
            With --fail-on the exit status is 1 where a finding is as bad as that: for health checks and CI.
            """)

    @OptionGroup var options: TargetsOptions

    @Option(name: .customLong("for"), help: ArgumentHelp("Watch for so long: 2s, 1m.", valueName: "time"))
    var duration = Span.threeSeconds

    @Flag(help: "Go on, and tell it again every second: with --json one document a line.")
    var watch = false

    @Option(help: ArgumentHelp("Exit with status 1 if a finding is as bad as this.", valueName: "severity"))
    var failOn: SeverityOption?

    func run() async throws {
        try await Output.reporting {
            let subject = try await Subject.find(options.targets, options.injection)
            let (picture, board) = try await Headless.findings(
                subject, topics: Self.topics, isWatching: watch, for: duration.duration
            ) { picture, board in print(FindingsReport(picture, board: board)) }
            if let failOn, let worst = FindingsReport(picture, board: board).worst, worst >= failOn.severity {
                throw ExitCode(1)
            }
        }
    }

    private func print(_ report: FindingsReport) {
        if options.json { Output.print(report.json) } else { Output.print(report.text) }
    }

    static let topics = ["tasks", "vitals", "slow", "events", "resources"]
}

/// A severity on the command line.
enum SeverityOption: String, ExpressibleByArgument, CaseIterable {
    case info, warning, error

    var severity: Severity {
        switch self {
        case .info: .info
        case .warning: .warning
        case .error: .error
        }
    }
}
