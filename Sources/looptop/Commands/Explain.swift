import ArgumentParser
import Attach
import Model
import Reports

/// `looptop explain KIND`
struct Explain: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Tell what a finding means, why it matters, and how the code should be.")

    @Argument(
        help: ArgumentHelp("A kind, such as blocking-call; without one all are listed.", valueName: "kind"),
        completion: .list(FindingKind.all.map(\.slug.rawValue)))
    var kind: String?

    func run() async throws {
        try await Output.reporting {
            guard let kind else { return Output.print(ExplainText.list) }
            guard let found = ExplainText.kind(named: kind) else {
                let similar = ExplainText.similar(to: kind)
                let hint =
                    similar.isEmpty ? "looptop explain lists all" : "did you mean \(similar.joined(separator: ", "))?"
                throw AttachError.usage("there is no finding called \(kind); \(hint)")
            }
            Output.print(ExplainText.text(of: found))
        }
    }
}
