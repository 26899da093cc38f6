import ArgumentParser
import Attach
import Dashboard
import Terminal

/// How the dashboard looks: what the command line says about it.
struct LookOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp("The theme, one of looptop's or your own; T in the dashboard shows them.", valueName: "name")
    )
    var theme: String?

    @Option(
        help: ArgumentHelp("How many colours: \(ColorChoice.words.joined(separator: ", ")).", valueName: "when"),
        completion: .list(ColorChoice.words), transform: Self.color)
    var color: ColorChoice?

    @Flag(help: "Draw with plain ASCII characters.")
    var ascii = false

    @Flag(help: "Leave the mouse to the terminal.")
    var noMouse = false

    /// Takes over the terminal as it is asked for, and reads the theme before: a mistake in it is told on an untouched
    /// screen.
    @MainActor
    func open(_ configuration: Configuration) throws -> OpenedTerminal {
        let facts = TerminalFacts.gather()
        let most = ColorChoice.most(asked: color, isColorless: facts.isColorless, configured: configuration.color)
        let tier = min(most, ColorTier(colors: facts.colors ?? 0))
        let look = try ThemeFiles.suiting(tier, asked: theme ?? configuration.theme)
        let session = try TerminalSession.open(.init(colors: most, hasMouse: configuration.hasMouse && !noMouse))
        return OpenedTerminal(
            session: session, theme: look, glyphs: session.isUnicode && !ascii ? .unicode : .ascii)
    }

    private static func color(_ word: String) throws -> ColorChoice {
        guard let choice = ColorChoice(rawValue: word) else {
            throw ValidationError("'\(word)' is none of \(ColorChoice.words.joined(separator: ", "))")
        }
        return choice
    }

    /// The same on a command line.
    var arguments: [String] {
        (theme.map { ["--theme", $0] } ?? []) + (color.map { ["--color", $0.rawValue] } ?? [])
            + (ascii ? ["--ascii"] : []) + (noMouse ? ["--no-mouse"] : [])
    }
}

/// A terminal that is taken over, and how to draw on it.
struct OpenedTerminal {
    var session: TerminalSession
    var theme: Theme
    var glyphs: Glyphs
}
