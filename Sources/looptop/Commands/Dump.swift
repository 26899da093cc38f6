import ArgumentParser
import Attach
import JSON
import Model
import Reports

/// `looptop dump TARGET`
struct Dump: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Write everything that is known of a service into a file: to look at it later, or to send it.",
        discussion: """
            One JSON document with those of overview, findings, ps, waits, slow, requests and events. It watches for \
            some time (--for), since some verdicts need two looks. What it holds, paths of requests and names of \
            tasks among it, is the service's: mind whom you send it to.
            """)

    @Argument(
        help: ArgumentHelp(
            "Pids, names, or paths of sockets; an application stands for its workers.", valueName: "target"))
    var targets: [String]

    @OptionGroup var injection: InjectionOptions

    @Option(help: ArgumentHelp("The file; - for standard output.", valueName: "file"))
    var out: String?

    @Option(name: .customLong("for"), help: ArgumentHelp("Watch for so long: 2s, 1m.", valueName: "time"))
    var duration = Span(Findings.patience)

    func run() async throws {
        try await Output.reporting {
            let subject = try await Subject.find(targets, injection)
            let (picture, board) = try await Headless.findings(
                subject, topics: Overview.topics, isWatching: false, for: duration.duration
            ) { _, _ in }
            let report = DumpReport(picture, board: board)
            if out == "-" { return Output.print(report.json) }
            let name = out ?? ReportFile.dumpName(of: picture.service, at: Clock.now)
            Output.print(try ReportFile.write(report.json.text, to: name))
        }
    }
}
