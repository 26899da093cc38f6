import ArgumentParser
import Attach
import Dashboard
import Foundation
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
        if json { Output.print(report.json) } else { Output.print(report.text(isASCII: !Output.isUnicode)) }
        guard report.isFine else { throw ExitCode(1) }
    }

    private static func machine() async -> [Check] {
        let environment = Services.environment
        return TerminalFacts.gather().checks + [themes, settings]
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
                pid = try Services.find(target).pid
            }
        }
        return pid
    }

    private static var settings: Check {
        let path = ConfigurationFile.path
        do throws(AttachError) {
            _ = try ConfigurationFile.load()
            let isThere = FileManager.default.fileExists(atPath: path)
            return Check(.ok, "settings", isThere ? path : "\(path) is not there, and nothing needs it")
        } catch {
            return Check(.problem, "settings", error.message, remedy: "${EDITOR:-vi} \(path)")
        }
    }

    private static var themes: Check {
        let files = EmbeddedFiles.files(under: "themes")
        for file in files {
            do {
                _ = try Theme(toml: String(decoding: file.bytes, as: UTF8.self))
            } catch {
                return Check(.problem, "themes", "\(file.path): \(error)", remedy: "build it anew: make install")
            }
        }
        let names = files.map { $0.path.hasSuffix(".toml") ? String($0.path.dropLast(5)) : $0.path }
        return Check(.ok, "themes", names.joined(separator: ", "))
    }
}
