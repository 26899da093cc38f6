import Foundation
import Model
import Testing

/// A service may say anything: no number and no text of it traps, hangs or reaches a terminal as a command.
@Suite struct ExtremesTests {
    static let numbers = [
        "9223372036854775807", "-9223372036854775808", "4611686018427387904", "1e300", "-1e300", "1e-300", "-1", "0",
        "99999999999999999999999999",
    ]
    static let texts = [
        #""a\u001b]0;owned\u0007\u001b[2J\u009b31m""#, #""line\nbreak\r\u0000\u2028\u202e""#,
        "\"" + String(repeating: "long", count: 3000) + "\"", #""""#,
    ]
    /// Of every message its place in the conversation.
    static let lines = Array(Conversation.honest.lines.indices)
    /// With LOOPTOP_EVERY_EXTREME each field is every number and every text once, on every screen; else two of them, each on
    /// two screens, others for its neighbours: minutes against seconds.
    static let isThorough = ProcessInfo.processInfo.environment["LOOPTOP_EVERY_EXTREME"] != nil

    /// What a field is, one after another, and what is drawn of it.
    private static func trials(of words: [String], for index: Int) -> [(word: String, screens: String)] {
        guard !isThorough else { return words.map { ($0, "123456789") } }
        return (0..<2).map { turn in
            let number = index * 2 + turn
            return (words[number % words.count], "\(number % 9 + 1)\((number + 4) % 9 + 1)")
        }
    }

    @Test func theConversationIsUnderstood() throws {
        #expect(Self.lines.count > 20)
        let (picture, answers) = try Conversation.honest.heard()
        #expect(picture.connection == .live && picture.tasks.count == 4 && picture.resources.count == 6)
        #expect(picture.requests.count == 1 && picture.shutdown != nil && answers.count == 4)
        let showing = Showing(.honest)
        #expect(showing.printed.count > 15 && showing.drawn.count == 18 * 36)
        #expect(!showing.printed.contains { $0.command == "error" })
    }

    @Test(arguments: lines) func noNumberTraps(line: Int) {
        for (index, token) in Conversation.honest.tokens(of: line, texts: false, most: Self.isThorough ? 3 : 1)
            .enumerated()
        {
            for (number, screens) in Self.trials(of: Self.numbers, for: index) {
                // Either a picture or a mistake comes of it: a trap ends the tests.
                let showing = Showing(Conversation.honest.spoilt(line, token, number), screens: screens)
                #expect(!showing.printed.isEmpty, "\(token.field) = \(number)")
            }
        }
    }

    @Test(arguments: lines) func noTextIsACommandForTheTerminal(line: Int) {
        let dangerous: Set<Unicode.GeneralCategory> = [.control, .format, .lineSeparator, .paragraphSeparator]
        for (index, token) in Conversation.honest.tokens(of: line, texts: true, most: Self.isThorough ? 3 : 1)
            .enumerated()
        {
            for (text, screens) in Self.trials(of: Self.texts, for: index) {
                let showing = Showing(Conversation.honest.spoilt(line, token, text), screens: screens)
                for (command, printed) in showing.printed {
                    let scalars = printed.unicodeScalars.lazy.filter { $0 != "\n" }
                    #expect(
                        !scalars.contains { dangerous.contains($0.properties.generalCategory) },
                        "\(command): \(token.field) = \(text.prefix(40))")
                }
                for (screen, row) in showing.drawn {
                    #expect(
                        !row.unicodeScalars.contains { dangerous.contains($0.properties.generalCategory) },
                        "\(screen): \(token.field) = \(text.prefix(40))")
                }
            }
        }
    }
}
