import ArgumentParser
import Model
import Reports
import Wire

/// `looptop slow TARGET`
struct Slow: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "List the lines that kept a loop from running, and the stacks they were called from.",
        discussion: "The agent remembers since it started. With --for it watches for so much longer before it tells.")

    @OptionGroup var options: TargetsOptions
    @OptionGroup var watch: WatchOptions

    func run() async throws {
        try await Output.reporting {
            let json = options.json
            try await Headless.report(options, watch, topics: [.slow, .vitals]) { picture in
                let report = SlowCallbacksReport(picture)
                if json { return Output.print(report.json) }
                guard !picture.slow.culprits.isEmpty else { return Output.note(Self.nothing(picture.slow.threshold)) }
                Output.print(report.text)
            }
        }
    }

    private static func nothing(_ threshold: Double?) -> String {
        "nothing has kept a loop for longer than \(threshold.map { "\($0) s" } ?? "its threshold")"
    }
}
