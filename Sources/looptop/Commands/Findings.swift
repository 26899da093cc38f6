import ArgumentParser
import Attach
import Model
import Reports
import Wire

/// `looptop findings TARGET`
struct Findings: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Tell what is wrong with a service, the worst first, with the line and the remedy.",
        discussion: """
            Uses what the agent remembers, and watches for some time more, since some verdicts need two looks: for 3s, \
            and where that is too early to tell, as with an agent that came late, until it is not, for 20s at most. \
            --for says how long instead. With --fail-on the exit status is 1 where a finding is as bad as that, and 75 \
            where there is none but it is still too early to tell, or no loop to look at: for health checks and CI.
            """)

    @OptionGroup var options: TargetsOptions

    @Option(
        name: .customLong("for"), help: ArgumentHelp("Watch for just so long: 2s, 1m.", valueName: "time"))
    var duration: Span?

    @Flag(help: "Go on, and tell it again every second: with --json one document a line.")
    var watch = false

    @Option(help: ArgumentHelp("Exit with status 1 if a finding is as bad as this.", valueName: "severity"))
    var failOn: SeverityOption?

    func run() async throws {
        try await Output.reporting {
            let subject = try await Subject.find(options.targets, options.injection)
            let (picture, board) = try await Headless.findings(
                subject, topics: Self.topics, isWatching: watch, for: duration?.duration ?? Self.patience,
                atMost: duration == nil ? Self.limit : nil,
                isEnough: { picture, board in Self.isEnough(picture, board, failOn?.severity) }
            ) { picture, board in print(FindingsReport(picture, board: board)) }
            guard let failOn else { return }
            let report = FindingsReport(picture, board: board)
            if let worst = report.worst, worst >= failOn.severity { throw ExitCode(1) }
            if !board.isConclusive || !report.isConclusive || picture.absence != nil { throw ExitCode(Self.untold) }
        }
    }

    /// Whether a longer look would tell no more.
    static func isEnough(_ picture: Picture, _ board: FindingsBoard, _ severity: Severity? = nil) -> Bool {
        picture.absence.map { !$0.mayPass } ?? board.answers(severity)
    }

    private func print(_ report: FindingsReport) {
        if options.json { Output.print(report.json) } else { Output.print(report.text) }
    }

    /// The exit status of a health check that could not see for long enough, or saw nothing to judge: `EX_TEMPFAIL`.
    static let untold: Int32 = 75

    /// Long enough for verdicts that need two looks.
    static let patience = Duration.seconds(3)

    /// Long enough for an agent that has just come (`FindingsBoard.settled`), and for one that needs some time to answer.
    static let limit = Duration.seconds(20)

    static let topics: Topics = [.tasks, .vitals, .slow, .events, .resources]
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
