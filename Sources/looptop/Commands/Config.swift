import ArgumentParser
import Attach
import Dashboard

/// `looptop config`
struct Config: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract:
            "Tell where the configuration is and whether it has mistakes; with --sample, print one to begin with.",
        discussion: """
            looptop config --sample > ~/.config/looptop/config.toml, then take away the # before what you want to \
            change.
            """)

    @Flag(help: "Print all that can be set, each with its explanation, nothing of it set.")
    var sample = false

    func run() async throws {
        try await Output.reporting {
            if sample { return Output.print(Configuration.sample) }
            let isThere = UserFile.exists(ConfigurationFile.path)
            let configuration = try ConfigurationFile.written()
            if let theme = configuration.theme { _ = try ThemeFiles.load(theme) }
            let word = isThere ? "no mistakes in it" : "not there, and nothing needs it"
            Output.print(
                """
                configuration  \(ConfigurationFile.path): \(word)
                themes         \(ThemeFolder.text)
                chosen since   \(state)
                a sample       looptop config --sample
                """)
        }
    }
}

/// What was chosen in the dashboard, in a sentence.
private var state: String {
    if let problem = StateFile.problem { return "\(problem); until it is made anew by the next choice, nothing was" }
    return "\(StateFile.path)\(UserFile.exists(StateFile.path) ? "" : ": nothing yet")"
}

/// The user's themes in a sentence.
private enum ThemeFolder {
    static var text: String {
        let problems = ThemeFiles.all().filter { $0.theme == nil }.map(\.note)
        return problems.isEmpty ? "\(ThemeFiles.folder): no mistakes" : problems.joined(separator: "\n               ")
    }
}
