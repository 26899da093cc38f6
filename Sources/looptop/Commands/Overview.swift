import ArgumentParser
import Model
import Reports
import Wire

/// `looptop overview TARGET`
struct Overview: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Tell how a service is: what is wrong, how late its loop runs, where its tasks wait.",
        discussion: """
            Rates and some verdicts need two looks: it watches for three seconds, and where something is not decided by \
            then, for up to twenty; or for so long (--for).
            """)

    @OptionGroup var options: TargetsOptions
    @OptionGroup var watch: WatchOptions

    func run() async throws {
        try await Output.reporting {
            let json = options.json
            let subject = try await Subject.find(options.targets, options.injection)
            try await Headless.findings(
                subject, topics: Self.topics, isWatching: watch.watch,
                for: watch.duration?.duration ?? Findings.patience,
                atMost: watch.duration == nil ? Findings.limit : nil,
                isEnough: { picture, board in Findings.isEnough(picture, board) }
            ) { picture, board in
                let report = OverviewReport(picture, board: board)
                if json { return Output.print(report.json) }
                Output.print(PlainText.head(.overview, of: picture) + report.text)
            }
        }
    }

    /// What it is made of.
    static let topics = Topics(Findings.topics.needed + [.requests])
}
