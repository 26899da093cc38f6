import ArgumentParser
import Attach
import Model
import Reports

/// `looptop events TARGET`
struct Events: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Tell what happened: tasks that began, ended or failed, blocked loops, unhandled exceptions.",
        discussion: """
            First what the agent remembers, then with --for or --watch what happens from now on; a line each, with --json a \
            document a line. Beginnings and ends are told of named tasks, failures of all.
            """)

    @OptionGroup var options: TargetOptions

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
            let print = { @Sendable (entry: LogEntry, service: Service?) in
                guard filter.matches(entry) else { return }
                let line = LogLine(entry, of: service)
                if json { Output.print(line.json) } else { Output.print(line.text(clock: Clock.time(of:))) }
            }
            let connection = try await Headless.connect(options)
            defer { connection.close() }
            guard watch.watch || watch.duration != nil else {
                let picture = try await Headless.picture(of: connection, topics: ["events", "vitals"])
                for entry in picture.log.entries { print(entry, picture.service) }
                return Self.tell(picture.log)
            }
            var told = 0
            let picture = try await Headless.follow(
                connection, topics: ["events", "vitals"], interval: 0.1, for: watch.duration?.duration
            ) { picture, event in
                guard case .log(let entries, _, _) = event else { return }
                // A snapshot in between tells again what has been told.
                for entry in entries where entry.id > told {
                    told = entry.id
                    print(entry, picture.service)
                }
            }
            Self.tell(picture.log)
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

    private static func tell(_ log: EventLog) {
        if log.lost > 0 { Output.note("entries lost on the way: \(log.lost)") }
    }
}
