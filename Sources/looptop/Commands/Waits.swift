import ArgumentParser
import Model
import Reports

/// `looptop waits TARGET`
struct Waits: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "List queues, locks, pools and executors: how full, who waits, who holds; the longest waits first.")

    @OptionGroup var options: TargetsOptions

    @Option(help: ArgumentHelp("Only those with these words in name, type or kind.", valueName: "words"))
    var filter = ""

    @OptionGroup var watch: WatchOptions

    func run() async throws {
        try await Output.reporting {
            let (json, words) = (options.json, filter)
            try await Headless.report(options, watch, topics: ["tasks", "resources"]) { picture in
                let report = WaitsReport(picture, words: words)
                if json { return Output.print(report.json) }
                Output.print(report.text)
            }
        }
    }
}
