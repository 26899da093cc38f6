import Dashboard

/// The manual page, from the tables that the program works with.
enum Manual {
    /// As troff reads it, with the macros of man(7).
    static func roff() throws -> String {
        let table = try CommandTable.read()
        var page = Roff()
        let head = ["LOOPTOP", "1", Commit.date ?? "", "looptop \(Version.number)", "User Commands"]
        page.raw(".TH " + head.map { "\"\($0)\"" }.joined(separator: " "), isRequest: true)
        page.request("SH", "NAME")
        page.line("looptop - htop for an asyncio event loop")
        synopsis(of: table, on: &page)
        page.request("SH", "DESCRIPTION")
        page.line(ManualFacts.description)
        page.paragraph(ManualFacts.targets)
        page.request("SH", "COMMANDS")
        for command in table.commands { tell(command, on: &page) }
        keys(on: &page)
        filters(on: &page)
        items("FILES", ManualFacts.files, on: &page)
        items("ENVIRONMENT", ManualFacts.environment, on: &page)
        items("EXIT STATUS", ManualFacts.statuses, on: &page)
        page.request("SH", "EXAMPLES")
        page.example(ManualFacts.examples)
        return page.text
    }

    private static func synopsis(of table: CommandTable, on page: inout Roff) {
        page.request("SH", "SYNOPSIS")
        page.raw("\\fBlooptop\\fR")
        for command in table.commands {
            page.request("br")
            let positional = command.arguments.filter { $0.kind == .positional && $0.shouldDisplay }
            let words = positional.map { Roff.escaped(placeholder($0)) }.joined(separator: " ")
            page.raw("\\fBlooptop \(Roff.escaped(command.commandName))\\fR [options] \\fI\(words)\\fR")
        }
    }

    private static func placeholder(_ argument: CommandTable.Argument) -> String {
        let name = (argument.valueName ?? "").uppercased() + (argument.isRepeating ? "..." : "")
        if argument.parsingStrategy == "postTerminator" { return "-- \(name)" }
        return argument.isOptional ? "[\(name)]" : name
    }

    private static func tell(_ command: CommandTable.Command, on page: inout Roff) {
        page.request("SS", "looptop \(command.commandName)")
        page.line(command.abstract ?? "")
        if let discussion = command.discussion, !discussion.isEmpty { page.paragraph(discussion) }
        for argument in command.arguments where argument.shouldDisplay {
            let names = argument.names
            // What all commands have is not told of each.
            if names.contains(where: { $0.name == "help" || $0.name == "version" }) { continue }
            let tag =
                argument.kind == .positional
                ? placeholder(argument)
                : names.map(\.text).joined(separator: ", ")
                    + (argument.kind == .option ? " " + (argument.valueName ?? "value").uppercased() : "")
            page.item(tag, meaning(of: argument))
        }
    }

    private static func meaning(of argument: CommandTable.Argument) -> String {
        var words = argument.abstract ?? ""
        let values = argument.allValues
        if !values.isEmpty { words += " One of: \(values.joined(separator: ", "))." }
        return words
    }

    /// The built-in keys, with the names by which the configuration can give them others.
    private static func keys(on page: inout Roff) {
        page.request("SH", "KEYS")
        page.line(ManualFacts.keys)
        var context: String?
        for key in KeyTable().descriptions {
            if key.context != context { page.request("SS", "Keys: \(key.context)") }
            context = key.context
            page.item(key.keys.joined(separator: ", "), "\(key.description) [\(key.action)]")
        }
    }

    private static func filters(on page: inout Roff) {
        page.request("SH", "FILTERS")
        for section in FilterTable.sections {
            page.request("SS", "Filters: \(section.title)")
            for row in section.rows { page.item(row.word, row.meaning) }
        }
    }

    private static func items(_ title: String, _ items: [(String, String)], on page: inout Roff) {
        page.request("SH", title)
        for (tag, meaning) in items { page.item(tag, meaning) }
    }
}
