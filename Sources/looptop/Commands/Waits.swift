import ArgumentParser
import Model
import Reports
import Wire

/// `looptop waits TARGET`
struct Waits: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "List queues, locks, pools and executors: how full, who waits, who holds; the longest waits first.")

    @OptionGroup var options: TargetsOptions

    @Option(help: ArgumentHelp("Only these, as in the dashboard: 'kind:queue wait>5s'.", valueName: "filter"))
    var filter: String?

    @OptionGroup var watch: WatchOptions

    func run() async throws {
        try await Output.reporting {
            let json = options.json
            let filter: RowFilter<ResourceRow> = try Headless.filter(filter)
            try await Headless.report(options, watch, topics: [.tasks, .resources]) { picture in
                let report = WaitsReport(picture, filter: filter)
                if json { return Output.print(report.json) }
                Output.print(report.text)
            }
        }
    }
}
