import ArgumentParser
import Attach
import Model
import Reports
import Terminal

/// `looptop ls`
struct LS: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ls", abstract: "List the asyncio services of this machine, with their vital signs.",
        discussion: """
            A server's workers stand below their application. Services without an agent are listed with the way in.
            """)

    @OptionGroup var way: WayOptions

    @Flag(help: "One JSON document.")
    var json = false

    func run() async throws {
        try await Output.reporting {
            let services =
                if let via = way.route {
                    try await Roster.look(via: via)
                } else {
                    try await Roster.look(environment: Services.environment)
                }
            let report = LsReport(services)
            if json { return Output.print(report.json) }
            if services.isEmpty {
                return Output.note(
                    "no asyncio service runs \(way.via == nil ? "here" : "there"); for one to look at: looptop demo\n\(Target.waysIn)"
                )
            }
            Output.print(report.text(isASCII: !Characters.areUnicode))
            if way.via == nil, !services.contains(where: { $0.socket != nil }) {
                Output.note("no service with an agent runs here; for one to look at: looptop demo")
            }
        }
    }
}
