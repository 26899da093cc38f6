import ArgumentParser
import Wire

/// The commands and their options, as the parser itself describes them.
struct CommandTable {
    struct Command {
        let commandName: String
        let abstract: String?
        let discussion: String?
        let arguments: [Argument]
        let subcommands: [Command]
        let shouldDisplay: Bool

        init(_ json: JSONObject) throws(WireError) {
            guard let name = try json.string("commandName") else { throw .missing(field: "commandName") }
            commandName = name
            abstract = try json.string("abstract")
            discussion = try json.string("discussion")
            arguments = try (json.objects("arguments") ?? []).map(Argument.init)
            subcommands = try (json.objects("subcommands") ?? []).map(Command.init)
            shouldDisplay = try json.bool("shouldDisplay") ?? true
        }
    }

    struct Argument {
        enum Kind: String { case positional, option, flag }

        struct Name {
            let kind: String
            let name: String

            init(_ json: JSONObject) throws(WireError) {
                kind = try json.string("kind") ?? "long"
                name = try json.string("name") ?? ""
            }

            /// `--json`, `-h`.
            var text: String { kind == "short" ? "-\(name)" : kind == "longWithSingleDash" ? "-\(name)" : "--\(name)" }
        }

        let kind: Kind
        let names: [Name]
        let valueName: String?
        let abstract: String?
        let allValues: [String]
        let parsingStrategy: String?
        let isOptional: Bool
        let isRepeating: Bool
        let shouldDisplay: Bool

        init(_ json: JSONObject) throws(WireError) {
            guard let kind = try json.string("kind").flatMap(Kind.init) else { throw .badValue(field: "kind") }
            self.kind = kind
            names = try (json.objects("names") ?? []).map(Name.init)
            valueName = try json.string("valueName")
            abstract = try json.string("abstract")
            allValues = try json.strings("allValues") ?? []
            parsingStrategy = try json.string("parsingStrategy")
            isOptional = try json.bool("isOptional") ?? false
            isRepeating = try json.bool("isRepeating") ?? false
            shouldDisplay = try json.bool("shouldDisplay") ?? true
        }
    }

    let command: Command

    /// All commands that people are told of, in the order of the help.
    var commands: [Command] {
        command.subcommands.filter { $0.shouldDisplay && $0.commandName != "help" }
    }

    /// Asks the parser.
    static func read() throws(WireError) -> CommandTable {
        guard let command = try JSONObject(reading: Array(Looptop._dumpHelp().utf8)).object("command") else {
            throw .missing(field: "command")
        }
        return CommandTable(command: try Command(command))
    }
}
