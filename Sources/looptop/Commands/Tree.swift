import ArgumentParser
import Model
import Reports
import Terminal

/// `looptop tree TARGET`
struct Tree: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Show the tasks of a service below those that created them, or that wait for them.")

    @OptionGroup var options: TaskListOptions

    @Option(help: ArgumentHelp("Whom a task stands below: creation or await.", valueName: "form"))
    var by = TreeFormOption.creation

    func run() async throws {
        try await Output.reporting {
            let filter: TaskFilter = try Headless.filter(options.filter)
            let (json, form) = (options.service.json, by.form)
            try await Headless.report(options) { picture in
                let report = TreeReport(picture, by: form, filter: filter)
                if json { return Output.print(report.json) }
                Output.print(report.text(isASCII: !Characters.areUnicode))
                Headless.explain(picture)
            }
        }
    }
}
