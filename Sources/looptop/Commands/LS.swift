import ArgumentParser
import Attach
import Model
import Reports

/// `looptop ls`, and `looptop` alone.
struct LS: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ls", abstract: "List the services of this machine that have an agent.")

    @Flag(help: "One JSON document.")
    var json = false

    func run() async throws {
        try await Output.reporting {
            let services = try Services.all()
            var entries: [LsReport.Entry] = []
            for service in services { entries.append(await Self.entry(of: service)) }
            let report = LsReport(entries)
            if json { return Output.print(report.json) }
            guard !services.isEmpty else {
                return Output.note(
                    "no service with an agent runs here; for one to look at: looptop demo\n\(Target.waysIn)")
            }
            Output.print(report.text)
        }
    }

    /// A line of the list; what a service does not answer is unknown, and no reason to hide it.
    private static func entry(of service: DiscoveredService) async -> LsReport.Entry {
        var entry = LsReport.Entry(
            pid: service.pid, name: service.name, socket: service.socket, python: service.python)
        guard let picture = try? await Headless.picture(at: service.socket) else { return entry }
        entry.python = picture.service?.python ?? entry.python
        entry.loop = picture.loops.first?.implementation
        entry.tasks = picture.vitals?.tasks
        return entry
    }
}
