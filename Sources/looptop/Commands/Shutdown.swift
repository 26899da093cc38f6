import ArgumentParser
import Attach
import Glibc
import Model
import Reports

/// `looptop shutdown TARGET`
struct Shutdown: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "End a service gracefully, and tell what holds its exit up.",
        discussion: """
            Sends SIGTERM to the right process (of a worker, to its master), so that the service's own handlers run. \
            Where nobody handles SIGTERM, which then kills at once, it cancels the main task instead, so that cleanup \
            runs. Exit status 0: it left in time, and nothing tells that it was killed; 1: it is still there, and the \
            answer says what blocks it, or it was killed before it could clean up.
            """)

    @OptionGroup var options: TargetOptions

    @Option(help: ArgumentHelp("Wait so long for its end: 30s, 2m.", valueName: "time"))
    var timeout = Span(.seconds(30))

    @Option(
        help: ArgumentHelp("An orchestrator kills it after so long: told where the time is short.", valueName: "time"))
    var grace: Span?

    @Option(
        help: """
            signal: SIGTERM; main: cancel the main task; all: cancel every task. Without this, the gentlest that fits: \
            SIGTERM where it is handled.
            """)
    var way: WayOption?

    @Flag(help: "Do not ask.")
    var yes = false

    @Flag(help: "Tell what would happen, and do nothing.")
    var dryRun = false

    func run() async throws {
        var isLeft = true
        try await Output.reporting {
            let services = try await Services.named(options.target, options.injection)
            let run = try await ShutdownRun.open(services)
            guard let order = run.order(way?.kind, deadline: timeout.duration) else {
                throw AttachError.usage(
                    "this service cannot be ended that way; looptop shutdown \(options.target) --dry-run")
            }
            if dryRun { return try tell(run, order) }
            if run.plan?.isReadOnly == true {
                throw AttachError.failed("the service refuses acts: LOOPTOP_READ_ONLY is set in it")
            }
            try confirm(run, order, name: run.service?.name ?? services[0].name)
            let isText = !options.json
            let outcome = try await run.end(order, timeout: timeout.duration) { note in
                if isText { Output.note("\(Clock.second(of: note.time))  \(note.text)") }
            }
            let report = ShutdownReport(
                outcome, order: order, plan: run.plan, service: run.service, now: Clock.now)
            if options.json { Output.print(report.json) } else { Output.print(report.text) }
            isLeft = outcome.kind == .left || outcome.kind == .ended
            if let grace, outcome.seconds > grace.duration.seconds {
                Output.note(
                    "it took longer than the \(DurationText.short(grace.duration.seconds)) of grace: it would be killed"
                )
            }
        }
        if !isLeft { throw ExitCode(1) }
    }

    private func tell(_ run: ShutdownRun, _ order: ShutdownOrder) throws(AttachError) {
        guard let plan = run.plan, let service = run.service else {
            throw .failed(run.silence ?? "the agent does not answer")
        }
        let report = ShutdownPlanReport(plan, order: order, service: service)
        if options.json { Output.print(report.json) } else { Output.print(report.text) }
    }

    /// A person types the service's name, or `stop`; anything else means no.
    private func confirm(_ run: ShutdownRun, _ order: ShutdownOrder, name: String) throws(AttachError) {
        if yes { return Output.note("\(order.title): \(run.target(of: order))") }
        guard isatty(STDIN_FILENO) == 1 else {
            throw .usage("nobody can be asked here; to end \(name) without a question: --yes")
        }
        if let plan = run.plan, let service = run.service {
            Output.note("\n" + ShutdownPlanReport(plan, order: order, service: service).text)
        } else {
            Output.note(
                "\(run.silence ?? "the agent does not answer"): \(order.title) is sent from outside to \(run.target(of: order))"
            )
        }
        guard Output.ask("type \(name) or stop to end it: ", for: [name, "stop"]) else {
            throw .failed("nothing was done")
        }
    }
}

/// How to end it, on the command line.
enum WayOption: String, ExpressibleByArgument, CaseIterable {
    case signal, main, all

    var kind: ShutdownOrder.Kind {
        switch self {
        case .signal: .signal
        case .main: .main
        case .all: .all
        }
    }
}
