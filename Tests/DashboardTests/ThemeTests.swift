import Foundation
import Terminal
import Testing

@testable import Dashboard

/// The themes of the repository, as the program carries them.
enum ThemeFolder {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "themes")

    static let names = ["default", "night", "dark", "light", "high-contrast", "colour-blind", "ansi", "mono"]

    static func text(_ name: String) throws -> String {
        try String(contentsOf: folder.appending(path: "\(name).toml"), encoding: .utf8)
    }

    static func theme(_ name: String) throws -> Theme { try Theme(toml: text(name)) }

    static func files() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".toml") }
    }
}

extension Theme {
    /// What screens are compared in.
    static let night = (try? ThemeFolder.theme("night")) ?? Theme()
}

@Suite struct ThemeTests {
    @Test func everyThemeIsKnownHere() throws {
        #expect(try Set(ThemeFolder.files()) == Set(ThemeFolder.names.map { "\($0).toml" }))
        #expect(Theme.night.name == "night")
    }

    @Test func whatTheDefaultThemeSaysIsWhatThereIsWithoutIt() throws {
        let text = try ThemeFolder.text("default")
        let theme = try Theme(toml: text)
        for role in Role.allCases { #expect(theme[role] == Theme()[role], "\(role)") }
        for gradient in Gradient.allCases { #expect(theme[gradient] == Theme()[gradient], "\(gradient)") }
        for key in Theme.keys { #expect(text.contains("\n\(key) = "), "\(key) is not shown in themes/default.toml") }
    }

    @Test(arguments: ThemeFolder.names) func everyThemeNamesItself(name: String) throws {
        #expect(try ThemeFolder.theme(name).name == name)
    }

    @Test func whatIsLeftOutHasALook() throws {
        let theme = try Theme(
            toml: "place = \"bright-red\"\nkey = { color = \"#010203\", underline = true }\nmuted = \"blue\"")
        #expect(theme[.place] == Style(.ansi(9)))
        #expect(theme[.key] == Style(.rgb(1, 2, 3), .underline))
        #expect(theme[.good] == Theme()[.good])
        #expect(theme[.border] == Style(.ansi(4)))
        #expect(theme[.plot] == Style(.ansi(9)))
    }

    @Test func gradientsMixWhatCanBeMixed() throws {
        let theme = try Theme(
            toml: "plot = [\"#000000\", \"#646464\", \"#c80000\"]\nload = [\"green\", \"yellow\", \"red\"]")
        #expect(theme.color(of: .plot, at: 0) == .rgb(0, 0, 0))
        #expect(theme.color(of: .plot, at: 0.25) == .rgb(50, 50, 50))
        #expect(theme.color(of: .plot, at: 0.5) == .rgb(100, 100, 100))
        #expect(theme.color(of: .plot, at: 7) == .rgb(200, 0, 0))
        #expect(theme.color(of: .load, at: 0.2) == .ansi(2))
        #expect(theme.color(of: .load, at: 0.45) == .ansi(3))
        #expect(theme.color(of: .load, at: 1) == .ansi(1))
        #expect(theme[.plot] == Style(.rgb(100, 100, 100)))
        #expect(try Theme(toml: "load = \"cyan\"").color(of: .load, at: .nan) == .ansi(6))
    }

    @Test(arguments: [
        ("name = \"x\"\nplaec = \"red\"\n", 2, 1, "unknown key `plaec`, did you mean `place`?"),
        ("# plaec = 1\n\n  plaec = \"red\"\n", 3, 3, "allowed are name, text"),
        ("place = \"rde\"", 1, 1, "`rde` is no colour"),
        ("place = \"#12345\"", 1, 1, "#rrggbb"),
        ("place = 7", 1, 1, "is a colour in quotes"),
        ("key = { color = \"red\", bolt = true }", 1, 24, "unknown key `bolt` in `key`"),
        ("[key]\nbold = \"yes\"", 2, 1, "`bold` is true or false"),
        ("name = 3", 1, 1, "`name` is a text"),
        ("load = [\"red\", \"green\"]", 1, 1, "three of them"),
        ("plot = [\"red\", \"green\", 3]", 1, 1, "three of them"),
        ("plot = [\"red\", \"gren\", \"blue\"]", 1, 1, "`gren` is no colour"),
        ("load = true", 1, 1, "a colour in quotes, or three"),
        ("a = 1\nb = = 2", 2, 5, ""),
    ])
    func mistakesAreToldWithTheirPlace(text: String, line: Int, column: Int, words: String) {
        #expect {
            try Theme(toml: text)
        } throws: { error in
            guard let error = error as? SettingsError else { return false }
            return error.line == line && error.column == column
                && (words.isEmpty || error.message.contains(words))
        }
    }
}
