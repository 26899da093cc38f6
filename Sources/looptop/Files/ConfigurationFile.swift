import Attach
import Dashboard
import Model

/// Where the user's configuration is kept: it belongs to them, and is only read.
enum ConfigurationFile {
    /// `~/.config/looptop/config.toml`, or below `XDG_CONFIG_HOME`.
    static var path: String { UserFile.home("XDG_CONFIG_HOME", ".config") + "/looptop/config.toml" }

    /// What holds: what the file says, and what was chosen in the dashboard since.
    static func load() throws(AttachError) -> Configuration {
        let written = try written()
        var configuration = StateFile.load().applied(to: written)
        // A theme that was chosen and has gone since keeps nobody from looking.
        if let theme = configuration.theme, theme != written.theme, (try? ThemeFiles.load(theme)) == nil {
            configuration.theme = written.theme
        }
        return configuration
    }

    /// What the file says; without one nothing is set. A mistake in it is told with its place.
    static func written() throws(AttachError) -> Configuration {
        let path = path
        guard let text = try UserFile.text(of: path) else { return Configuration() }
        do {
            return try Configuration(toml: text)
        } catch {
            throw .usage(told(error, of: path))
        }
    }

    /// A board for findings, with what the person has set about them.
    static func board() throws(AttachError) -> FindingsBoard {
        let configuration = try load()
        var board = FindingsBoard()
        board.thresholds = configuration.thresholds
        board.marks = configuration.longRunning
        return board
    }

    /// `path:3:5: ...`, as compilers do: editors know the way.
    static func told(_ error: SettingsError, of path: String) -> String {
        let place = [error.line, error.column].compactMap(\.self).map { ":\($0)" }.joined()
        return "\(path)\(place): \(error.message)"
    }
}
