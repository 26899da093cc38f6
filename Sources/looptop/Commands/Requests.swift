import ArgumentParser
import Model
import Reports

/// `looptop requests TARGET`
struct Requests: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "List the requests that a server works on, the longest first.",
        discussion: "uvicorn, hypercorn, sanic, tornado and aiohttp.web are known.")

    @OptionGroup var options: TargetsOptions

    @Option(help: ArgumentHelp("Only those with these words in method, path, route or peer.", valueName: "words"))
    var filter = ""

    @OptionGroup var watch: WatchOptions

    func run() async throws {
        try await Output.reporting {
            let (json, words) = (options.json, filter)
            try await Headless.report(options, watch, topics: ["tasks", "requests", "vitals"]) { picture in
                let report = RequestsReport(picture, words: words)
                if json { return Output.print(report.json) }
                if picture.vitals?.requests == nil, picture.requests.isEmpty {
                    return Output.note("no server that looptop knows runs in this process")
                }
                Output.print(report.text)
            }
        }
    }
}
