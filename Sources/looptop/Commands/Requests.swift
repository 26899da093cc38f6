import ArgumentParser
import Model
import Reports
import Wire

/// `looptop requests TARGET`
struct Requests: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "List the requests that a server works on, the longest first.",
        discussion: "uvicorn, hypercorn, sanic, tornado and aiohttp.web are known.")

    @OptionGroup var options: TargetsOptions

    @Option(help: ArgumentHelp("Only these, as in the dashboard: 'method:post for>1s'.", valueName: "filter"))
    var filter: String?

    @OptionGroup var watch: WatchOptions

    func run() async throws {
        try await Output.reporting {
            let json = options.json
            let filter: RowFilter<RequestRecord> = try Headless.filter(filter)
            try await Headless.report(options, watch, topics: Self.topics) { picture in
                let report = RequestsReport(picture, filter: filter)
                if json { return Output.print(report.json) }
                if picture.vitals?.requests == nil, picture.requests.isEmpty {
                    return Output.note("no server that looptop knows runs in this process")
                }
                Output.print(report.text)
            }
        }
    }

    static let topics = Topics([.tasks, .requests, .vitals], welcome: [.resources])
}
