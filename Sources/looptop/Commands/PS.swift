import ArgumentParser
import Model
import Reports

/// `looptop ps TARGET`
struct PS: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ps", abstract: "List the tasks of a service, what they wait for and where.")

    @OptionGroup var options: TaskListOptions

    @Flag(help: "One line for each place where tasks are, and how many more there are than at the first look.")
    var fold = false

    func run() async throws {
        try await Output.reporting {
            let filter: TaskFilter = try Headless.filter(options.filter)
            let (json, isFolded) = (options.service.json, fold)
            try await Headless.report(options) { picture in
                if isFolded {
                    let report = PlacesReport(picture, filter: filter)
                    if json { return Output.print(report.json) }
                    Output.print(report.text)
                    return Headless.explain(picture)
                }
                let report = PSReport(picture, filter: filter)
                if json { return Output.print(report.json) }
                Output.print(report.text)
                Headless.explain(picture)
            }
        }
    }
}
