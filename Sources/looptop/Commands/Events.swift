import ArgumentParser
import Attach
import Model
import Reports
import Wire

/// `looptop events TARGET`
struct Events: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Tell what happened: tasks that began, ended or failed, blocked loops, unhandled exceptions.",
        discussion: """
            First what the agent remembers, then with --for or --watch what happens from now on; a line each, with --json a \
            document a line. Beginnings and ends are told of named tasks, failures of all.
            """)

    @OptionGroup var options: TargetsOptions

    @Flag(help: "Only of tasks that somebody has named.")
    var named = false

    @Option(
        help: ArgumentHelp(
            "Only of these kinds, with commas between: created, ended, failed, cancelled, slow, unhandled, unretrieved, "
                + "destroyed, never-awaited, loop, agent, act.", valueName: "kinds"))
    var kind: String?

    @OptionGroup var watch: WatchOptions

    func run() async throws {
        try await Output.reporting {
            let filter = try filter
            let json = options.json
            let told = Told()
            let print = { @Sendable (picture: Picture) in
                for entry in told.newer(of: picture.log) where filter.matches(entry) {
                    let line = LogLine(entry, of: picture.service, workers: picture.workers)
                    if json { Output.print(line.json) } else { Output.print(line.text(clock: Clock.time(of:))) }
                }
            }
            let subject = try await Subject.find(options.targets, options.injection)
            let picture: Picture
            if watch.watch || watch.duration != nil {
                picture = try await Headless.follow(
                    subject, topics: [.events, .vitals], interval: 0.1, for: watch.duration?.duration, print)
            } else {
                picture = try await Headless.picture(of: subject, topics: [.events, .vitals])
                print(picture)
            }
            if picture.log.lost > 0 { Output.note("entries lost on the way: \(picture.log.lost)") }
        }
    }

    private var filter: LogFilter {
        get throws {
            let kinds = Set((kind ?? "").split(separator: ",").map { String($0.filter { !$0.isWhitespace }) })
            for name in kinds {
                guard case .other = LogEntry.Kind(name: name) else { continue }
                throw AttachError.usage("--kind: there is no \"\(name)\"; looptop events --help lists the kinds")
            }
            return LogFilter(kinds: kinds, isNamedOnly: named)
        }
    }
}
