import ArgumentParser
import Reports

/// `looptop tree TARGET`
struct Tree: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Show the tasks of a service below the tasks that created them.")

    @OptionGroup var options: TaskListOptions

    func run() async throws {
        try await Output.reporting {
            let filter = try Headless.filter(options.filter)
            let picture = try await Headless.picture(of: options.target, options.injection)
            let report = TreeReport(picture, filter: filter)
            if options.json { return Output.print(report.json) }
            Output.print(report.text(isASCII: !Output.isUnicode))
            Headless.explain(picture)
        }
    }
}
