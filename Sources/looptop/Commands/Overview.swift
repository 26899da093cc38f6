import ArgumentParser
import Model
import Reports

/// `looptop overview TARGET`
struct Overview: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Tell how a service is: what is wrong, how late its loop runs, where its tasks wait.",
        discussion: "Rates need two looks: it watches for a second and a half, or for so long (--for).")

    @OptionGroup var options: TargetsOptions
    @OptionGroup var watch: WatchOptions

    func run() async throws {
        try await Output.reporting {
            let json = options.json
            let subject = try await Subject.find(options.targets, options.injection)
            try await Headless.findings(
                subject, topics: Self.topics, isWatching: watch.watch, for: watch.duration?.duration ?? Self.moment
            ) { picture, board in
                let report = OverviewReport(picture, board: board)
                if json { return Output.print(report.json) }
                Output.print(PlainText.head(.overview, of: picture) + report.text)
            }
        }
    }

    /// What it is made of.
    static let topics = Findings.topics + ["requests"]
    /// Long enough for what is counted a second.
    static let moment = Duration.milliseconds(1500)
}
