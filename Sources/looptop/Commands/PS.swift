import ArgumentParser
import Model
import Reports

/// `looptop ps TARGET`
struct PS: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ps", abstract: "List the tasks of a service, what they wait for and where.")

    @OptionGroup var options: TaskListOptions

    func run() async throws {
        try await Output.reporting {
            let filter: TaskFilter = try Headless.filter(options.filter)
            let json = options.service.json
            try await Headless.report(options.service, options.watch) { picture in
                let report = PSReport(picture, filter: filter)
                if json { return Output.print(report.json) }
                Output.print(report.text)
                Headless.explain(picture)
            }
        }
    }
}
