import ArgumentParser
import Model

/// Which service a command is about, and how its answer is written.
struct TargetOptions: ParsableArguments {
    @Argument(help: ArgumentHelp("A pid, a name, or the path of a socket.", valueName: "target"), completion: .target)
    var target: String

    @OptionGroup var injection: InjectionOptions

    @Flag(help: "JSON instead of text.")
    var json = false
}

/// Which services a command is about, where it can be several at once.
struct TargetsOptions: ParsableArguments {
    @Argument(
        help: ArgumentHelp(
            "Pids, names, or paths of sockets; an application stands for its workers.", valueName: "target"),
        completion: .target)
    var targets: [String]

    @OptionGroup var injection: InjectionOptions

    @Flag(help: "JSON instead of text.")
    var json = false
}

/// What the commands that list tasks have in common.
struct TaskListOptions: ParsableArguments {
    @OptionGroup var service: TargetsOptions

    @Option(help: ArgumentHelp("Only these tasks, as in the dashboard: 'state:waiting wait>5s'.", valueName: "filter"))
    var filter: String?

    @OptionGroup var watch: WatchOptions

    @OptionGroup var outside: OutsideOptions
}

/// For commands that can go on telling.
struct WatchOptions: ParsableArguments {
    @Flag(help: "Go on, and tell it again every second: with --json one document a line.")
    var watch = false

    @Option(name: .customLong("for"), help: ArgumentHelp("Watch for so long, then end: 2s, 1m.", valueName: "time"))
    var duration: Span?
}

/// A time on the command line: `500ms`, `2s`, `1m`.
struct Span: ExpressibleByArgument {
    let duration: Duration

    init(_ duration: Duration) {
        self.duration = duration
    }

    init?(argument: String) {
        // Longer than a month is a slip of the fingers.
        guard let seconds = DurationText.seconds(parsing: argument), seconds >= 0, seconds <= 31 * 86400 else {
            return nil
        }
        duration = .milliseconds(Int64(seconds * 1000))
    }

    /// As one would type it: what help says of a default.
    var defaultValueDescription: String {
        let milliseconds = Int(duration / .milliseconds(1))
        if milliseconds % 1000 != 0 { return "\(milliseconds)ms" }
        let seconds = milliseconds / 1000
        return seconds % 60 == 0 && seconds > 0 ? "\(seconds / 60)m" : "\(seconds)s"
    }
}

/// Whom a task stands below, on the command line.
enum TreeFormOption: String, ExpressibleByArgument, CaseIterable {
    case creation, await

    var form: TreeForm {
        switch self {
        case .creation: .creation
        case .await: .await
        }
    }
}
