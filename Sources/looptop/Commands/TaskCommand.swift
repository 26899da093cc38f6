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

    @Argument(help: ArgumentHelp("The number of the task, as ps and tree tell it: 17 or '#17'.", valueName: "id"))
    var id: String

    func run() async throws {
        try await Output.reporting {
            let number = try Self.number(id, target: options.target)
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

    /// All about one task, and the picture that it stands in.
    static func report(
        of id: TaskID, _ connection: Connection, target: String
    ) async throws(AttachError) -> (TaskReport, Picture) {
        let topics = ["tasks", "vitals", "requests", "resources"].filter(connection.service.capabilities.contains)
        let picture = try await Headless.picture(of: connection, topics: topics)
        do {
            if let detail = try await connection.task(id) { return (TaskReport(detail, in: picture), picture) }
        } catch {
            throw .unreachable(error.message)
        }
        throw .failed("there is no task \(id), or it has ended; looptop ps \(target) lists those that live")
    }
}
