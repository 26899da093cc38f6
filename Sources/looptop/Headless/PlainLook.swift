import Attach
import Model
import Reports
import Wire

/// Prints a screen as text.
struct PlainLook {
    let subject: Subject
    let options: PlainOptions
    /// The TARGETs as they were written.
    let hint: String

    /// Looks, prints, and ends; with `--watch` it goes on.
    func show() async throws {
        switch options.shown {
        case .overview:
            try await findings(Overview.topics) { picture, board in
                OverviewReport(picture, board: board).text
            }
        case .findings:
            try await findings(Findings.topics) { picture, board in
                FindingsReport(picture, board: board).text
            }
        case .tasks:
            let filter: TaskFilter = try Headless.filter(options.filter)
            let form = options.form ?? .creation
            try await tell(.tasks) { PlainTasks($0, form: form, filter: filter).text }
        case .waits:
            let filter: RowFilter<ResourceRow> = try Headless.filter(options.filter)
            try await tell([.tasks, .resources]) { PlainWaits($0, filter: filter).text }
        case .slow: try await tell([.slow, .vitals]) { PlainSlow($0).text }
        case .requests:
            let filter: RowFilter<RequestRecord> = try Headless.filter(options.filter)
            try await tell(Requests.topics) { PlainRequests($0, filter: filter).text }
        case .events: try await events()
        case .task: try await task()
        case .shutdown: try await shutdown()
        case .output: output()
        }
    }

    private func tell(_ topics: Topics, _ text: @escaping @Sendable (Picture) -> String) async throws {
        try await Headless.report(subject, options.watch, topics: topics) { picture in
            print(text(picture), of: picture)
            Headless.explain(picture)
        }
    }

    private func findings(
        _ topics: Topics, _ text: @escaping @Sendable (Picture, FindingsBoard) -> String
    ) async throws {
        try await Headless.findings(
            subject, topics: topics, isWatching: options.watch.watch,
            for: options.watch.duration?.duration ?? Findings.patience
        ) { picture, board in print(text(picture, board), of: picture) }
    }

    /// The head, and what the screen tells.
    private func print(_ text: String, of picture: Picture) {
        Output.print(PlainText.head(options.shown, of: picture) + text + (options.watch.watch ? "\n" : ""))
    }

    private func events() async throws {
        let told = Told()
        let isFirst = Latch()
        try await Headless.report(subject, options.watch, topics: [.events, .vitals]) { picture in
            if !isFirst.isRaised { Output.print(PlainText.head(.events, of: picture)) }
            isFirst.raise()
            for entry in told.newer(of: picture.log) {
                let line = LogLine(entry, of: picture.service, workers: picture.workers)
                Output.print(line.text(clock: Clock.time(of:)))
            }
        }
    }

    /// One task, whose number is that of one service.
    private func task() async throws {
        let id = try TaskCommand.number(options.task ?? "", target: hint)
        guard case .service(let service) = subject else {
            throw AttachError.usage("several services have a task \(id) each; name the pid of one")
        }
        let connection = try await Headless.open(service)
        defer { connection.close() }
        let (report, picture) = try await TaskCommand.report(of: id, connection, target: hint)
        print(report.text, of: picture)
    }

    private func shutdown() async throws {
        let services: [DiscoveredService]
        switch subject {
        case .service(let service): services = [service]
        case .several(let several):
            guard several.leader > 0 else {
                throw AttachError.usage("an end is that of one service, or one application; name one of them")
            }
            services = several.services
        }
        let run = try await ShutdownRun.open(services)
        defer { run.close() }
        guard let plan = run.plan, let service = run.service, let order = run.order(nil, deadline: .seconds(30)) else {
            throw AttachError.failed(run.silence ?? "the agent does not answer")
        }
        Output.print("Screen: shutdown\n" + ShutdownPlanReport(plan, order: order, service: service).text)
        Output.print("To end it: looptop shutdown \(hint)")
    }

    private func output() {
        Output.print(Self.text(of: subject.output))
    }

    private static func text(of output: ServiceOutput) -> String {
        switch output {
        case .file(let path):
            let lines = LogFile(path: path).lastLines(lineCount)
            return (["Screen: output", "File: \(path)"] + (lines.isEmpty ? ["Lines: none yet"] : lines))
                .joined(separator: "\n")
        case .elsewhere(let name):
            return "Screen: output\nOutput: it goes to \(name), which cannot be read along with it"
        case .unknown: return "Screen: output\nOutput: where it goes is not known from here"
        }
    }

    /// How many lines of output are told.
    private static let lineCount = 40
}
