import ArgumentParser
import FoundationEssentials

/// The commands and their options, as the parser itself describes them.
struct CommandTable: Decodable {
    struct Command: Decodable {
        let commandName: String
        let abstract: String?
        let discussion: String?
        let arguments: [Argument]?
        let subcommands: [Command]?
        let shouldDisplay: Bool
    }

    struct Argument: Decodable {
        enum Kind: String, Decodable { case positional, option, flag }

        struct Name: Decodable {
            let kind: String
            let name: String

            /// `--json`, `-h`.
            var text: String { kind == "short" ? "-\(name)" : kind == "longWithSingleDash" ? "-\(name)" : "--\(name)" }
        }

        let kind: Kind
        let names: [Name]?
        let valueName: String?
        let abstract: String?
        let allValues: [String]?
        let parsingStrategy: String?
        let isOptional: Bool
        let isRepeating: Bool
        let shouldDisplay: Bool
    }

    let command: Command

    /// All commands that people are told of, in the order of the help.
    var commands: [Command] {
        (command.subcommands ?? []).filter { $0.shouldDisplay && $0.commandName != "help" }
    }

    /// Asks the parser.
    static func read() throws -> CommandTable {
        try JSONDecoder().decode(CommandTable.self, from: Data(Looptop._dumpHelp().utf8))
    }
}
