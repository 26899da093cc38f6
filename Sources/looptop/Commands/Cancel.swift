import ArgumentParser
import Attach
import Model

/// `looptop cancel TARGET ID...`
struct Cancel: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Ask tasks to end, as Task.cancel() does.",
        discussion: """
            A task may clean up first, or refuse; tasks that wait for each other in a circle are refused. Exit status 1 \
            where one was not asked, or had not ended by then.
            """)

    @Argument(help: ArgumentHelp("A pid, a name, or the path of a socket.", valueName: "target"), completion: .target)
    var target: String

    @Argument(help: ArgumentHelp("Numbers of tasks, as ps and tree tell them: 17 or '#17'.", valueName: "id"))
    var ids: [String]

    @OptionGroup var injection: InjectionOptions

    @Option(help: ArgumentHelp("Wait so long for their ends.", valueName: "time"))
    var timeout = Span(.seconds(5))

    @Flag(help: "Do not ask.")
    var yes = false

    func run() async throws {
        var isDone = true
        try await Output.reporting {
            let numbers = ids.compactMap { Int($0.hasPrefix("#") ? String($0.dropFirst()) : $0) }
            guard numbers.count == ids.count, !numbers.isEmpty else {
                throw AttachError.usage("ids are numbers; looptop ps \(target) lists them")
            }
            let service = try await Services.one(target, injection)
            let connection = try await Headless.open(service)
            defer { connection.close() }
            let whose = "\(connection.service.name), process \(connection.service.pid)"
            let question = "type cancel to end \(ids.joined(separator: ", ")) of \(whose): "
            guard yes || Output.ask(question, for: ["cancel"]) else {
                throw AttachError.failed("nothing was done; without a question: --yes")
            }
            for number in numbers { isDone = await end(TaskID(number), connection) && isDone }
        }
        if !isDone { throw ExitCode(1) }
    }

    /// Asks one task, and waits for its end.
    private func end(_ task: TaskID, _ connection: Connection) async -> Bool {
        do throws(ConnectionError) {
            try await connection.cancel(task)
            let deadline = ContinuousClock.now + timeout.duration
            while let detail = try await connection.task(task, withSource: false) {
                guard .now < deadline, (try? await Task.sleep(for: .milliseconds(50))) != nil else {
                    let place = detail.record.location.map { " at \(LocationText.short($0, directory: nil))" } ?? ""
                    Output.note("\(task) was asked, and is still there\(place)")
                    return false
                }
            }
            Output.print("\(task) has ended")
            return true
        } catch {
            Output.note("\(task): \(error.message)")
            return false
        }
    }
}
