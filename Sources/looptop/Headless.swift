import ArgumentParser
import Attach
import Model

/// One look at a service, without a terminal.
enum Headless {
    /// The filter that was written on the command line.
    static func filter(_ text: String?) throws(AttachError) -> TaskFilter {
        let filter = TaskFilter(parsing: text ?? "")
        if let problem = filter.problem { throw .usage("--filter: \(problem)") }
        return filter
    }

    /// The whole picture of the service that a TARGET names.
    static func picture(of target: String, _ injection: InjectionOptions) async throws(AttachError) -> Picture {
        try await picture(at: Services.reach(target, injection).socket)
    }

    /// The picture behind a socket.
    static func picture(at socket: String) async throws(AttachError) -> Picture {
        do {
            let connection = try await Connection.open(path: socket)
            defer { connection.close() }
            return try await connection.picture()
        } catch {
            throw .unreachable(error.message)
        }
    }

    /// Says so where a list is empty because there is nothing to be listed.
    static func explain(_ picture: Picture) {
        guard picture.loops.isEmpty, picture.tasks.isEmpty else { return }
        Output.note("no event loop runs in this process; looptop attach shows its threads")
    }
}

/// What the commands that list tasks have in common.
struct TaskListOptions: ParsableArguments {
    @Argument(help: ArgumentHelp("A pid, a name, or the path of a socket.", valueName: "target"))
    var target: String

    @OptionGroup var injection: InjectionOptions

    @Option(help: ArgumentHelp("Only these tasks, as in the dashboard: 'state:waiting wait>5s'.", valueName: "filter"))
    var filter: String?

    @Flag(help: "One JSON document.")
    var json = false
}
