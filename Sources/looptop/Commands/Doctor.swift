import ArgumentParser
import Attach
import Model
import Reports
import Terminal

/// `looptop doctor [PID]`
struct Doctor: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Tell what works on this machine, or with one process, what does not, and what to do.",
        discussion: "Nothing is changed. Exit status 1 where something does not work.")

    @Argument(
        help: ArgumentHelp("A process, by its pid or its service's name; left out, the machine.", valueName: "pid"),
        completion: .target)
    var target: String?

    @Flag(help: "One JSON document.")
    var json = false

    func run() async throws {
        let report: DoctorReport
        if let target {
            guard let pid = try await Self.pid(of: target) else { return }
            report = DoctorReport(pid: pid, await ProcessChecks.look(pid, environment: Services.environment))
        } else {
            report = DoctorReport(await Self.machine())
        }
        if json { Output.print(report.json) } else { Output.print(report.text(isASCII: !Characters.areUnicode)) }
        guard report.isFine else { throw ExitCode(1) }
    }

    private static func machine() async -> [Check] {
        let environment = Services.environment
        return TerminalFacts.gather().checks + [SettingsChecks.themes, SettingsChecks.settings]
            + (await MachineFacts.gather(environment: environment).checks)
            + (await ServiceChecks.look(environment: environment))
    }

    /// The process that is meant; those that are gone too, for that is to be said.
    private static func pid(of target: String) async throws -> Int? {
        var pid: Int?
        try await Output.reporting {
            if case .pid(let number) = try Target(parsing: target) {
                pid = number
            } else {
                pid = try Target(parsing: target).meant(among: Services.all()).pid
            }
        }
        return pid
    }
}
