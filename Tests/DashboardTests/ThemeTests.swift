import Foundation
import Terminal
import Testing

@testable import Dashboard

@Suite struct ThemeTests {
    @Test func theThemeInTheRepositoryIsTheBuiltInOne() throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let text = try String(contentsOf: root.appending(path: "themes/default.toml"), encoding: .utf8)
        #expect(try Theme(toml: text) == Theme())
        for key in Theme.keys { #expect(text.contains("\n\(key) = "), "\(key) is not shown in themes/default.toml") }
    }

    @Test func whatIsLeftOutKeepsItsLook() throws {
        let theme = try Theme(toml: "place = \"bright-red\"\nkey = { color = \"#010203\", underline = true }")
        #expect(theme[.place] == Style(.ansi(9)))
        #expect(theme[.key] == Style(.rgb(1, 2, 3), .underline))
        #expect(theme[.good] == Theme()[.good])
    }

    @Test(arguments: [
        ("name = \"x\"\nplaec = \"red\"\n", 2, 1, "unknown key `plaec`"),
        ("# plaec = 1\n\n  plaec = \"red\"\n", 3, 3, "allowed are name, text"),
        ("place = \"rde\"", 1, 1, "`rde` is no colour"),
        ("place = \"#12345\"", 1, 1, "#rrggbb"),
        ("place = 7", 1, 1, "is a colour in quotes"),
        ("key = { color = \"red\", bolt = true }", 1, 24, "unknown key `bolt` in `key`"),
        ("[key]\nbold = \"yes\"", 2, 1, "`bold` is true or false"),
        ("name = 3", 1, 1, "`name` is a text"),
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
