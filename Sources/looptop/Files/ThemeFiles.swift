import Attach
import Dashboard
import Terminal

/// The themes that the program carries, and those of the user, which go first.
enum ThemeFiles {
    /// Where the user's are.
    static var folder: String {
        UserFile.folder(of: ConfigurationFile.path) + "/themes"
    }

    /// A theme by its name.
    ///
    /// - Throws: a mistake in its file with the place, or which themes there are.
    static func load(_ name: String) throws(AttachError) -> Theme {
        let choice = choice(name)
        guard let choice else {
            let names = names().joined(separator: ", ")
            throw .usage("there is no theme '\(name)'; there are \(names); those of your own go to \(folder)/NAME.toml")
        }
        guard let theme = choice.theme else { throw .usage(choice.note) }
        return theme
    }

    /// The theme that is asked for; without one the terminal's own colours, as far as it has any.
    static func suiting(_ tier: ColorTier, asked: String?) throws(AttachError) -> Theme {
        if tier == .mono { return try load("mono") }
        if let asked { return try load(asked) }
        return try load(tier <= .ansi8 ? "ansi" : "default")
    }

    /// All of them, for the list in the dashboard.
    static func all() -> [ThemeChoice] { names().compactMap { choice($0) } }

    private static let builtIn = EmbeddedFiles.files(under: "themes").map { String($0.path.dropLast(5)) }

    private static func names() -> [String] {
        let own = UserFile.names(in: folder).filter { $0.hasSuffix(".toml") && !$0.hasPrefix(".") }.map {
            String($0.dropLast(5))
        }
        return (["default"] + builtIn.filter { $0 != "default" }) + own.filter { !builtIn.contains($0) }.sorted()
    }

    private static func choice(_ name: String) -> ThemeChoice? {
        // A name is no path: nothing else is read.
        guard !name.isEmpty, !name.contains("/"), !name.hasPrefix(".") else { return nil }
        let path = "\(folder)/\(name).toml"
        do throws(AttachError) {
            if let text = try UserFile.text(of: path) { return made(text, name, path: path, note: "your own") }
        } catch {
            return ThemeChoice(name: name, theme: nil, note: error.message)
        }
        return EmbeddedFiles.text(of: "themes/\(name).toml").map { made($0, name, path: name, note: about($0)) }
    }

    private static func made(_ text: String, _ name: String, path: String, note: String) -> ThemeChoice {
        do {
            var theme = try Theme(toml: text)
            theme.name = name
            return ThemeChoice(name: name, theme: theme, note: note)
        } catch {
            return ThemeChoice(name: name, theme: nil, note: ConfigurationFile.told(error, of: path))
        }
    }

    /// The first words of the first line of the file.
    private static func about(_ text: String) -> String {
        let line = text.split(separator: "\n").first.map { String($0.drop { $0 == "#" || $0 == " " }) } ?? ""
        return line.split { ".,:(".contains($0) }.first.map(String.init) ?? ""
    }
}
