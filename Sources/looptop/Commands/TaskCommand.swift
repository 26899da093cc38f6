import ArgumentParser
import Attach
import Model
import Reports
import Wire

/// `looptop task TARGET ID`
struct TaskCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "task", abstract: "Tell all about one task: where it is, why it waits, and who made it.")

    @OptionGroup var options: TargetOptions

    @OptionGroup var outside: OutsideOptions

    @Argument(help: ArgumentHelp("The number of the task, as ps and tree tell it: 17 or '#17'.", valueName: "id"))
    var id: String

    func run() async throws {
        try await Output.reporting {
            let number = try Self.number(id, target: options.target)
            if let subject = try outside.subject([options.target], options.injection.way) {
                let report = try Self.report(of: number, subject.look(), target: options.target)
                return options.json ? Output.print(report.json) : Output.print(report.text)
            }
            let connection = try await Headless.connect(options)
            defer { connection.close() }
            let (report, _) = try await Self.report(of: number, connection, target: options.target)
            if options.json { Output.print(report.json) } else { Output.print(report.text) }
        }
    }

    /// The number of a task as people write it.
    static func number(_ id: String, target: String) throws(AttachError) -> TaskID {
        guard let number = Int(id.hasPrefix("#") ? String(id.dropFirst()) : id), number > 0 else {
            throw .usage("\(id) is not the number of a task; looptop ps \(target) lists them")
        }
        return TaskID(number)
    }

    /// All about one task that is read from outside.
    private static func report(
        of id: TaskID, _ look: OutsideLook, target: String
    ) throws(AttachError) -> TaskReport {
        guard let detail = look.detail(of: id) else {
            throw .failed(
                "there is no task \(id), or it has ended; looptop ps \(target) --outside lists those that live")
        }
        return TaskReport(detail, in: look.picture)
    }

    /// All about one task, and the picture that it stands in.
    static func report(
        of id: TaskID, _ connection: Connection, target: String
    ) async throws(AttachError) -> (TaskReport, Picture) {
        let topics = Topics(Connection.taskTopics, welcome: [.requests, .resources])
        let picture = try await Headless.picture(of: connection, topics: topics)
        do {
            if let detail = try await connection.task(id) { return (TaskReport(detail, in: picture), picture) }
        } catch {
            throw .unreachable(error.message)
        }
        throw .failed("there is no task \(id), or it has ended; looptop ps \(target) lists those that live")
    }
}
