import Model

/// A key of the configuration: the one table that the reader, the sample and the tests are made of.
struct ConfigurationKey: Sendable {
    var name: String
    /// Lines of explanation.
    var about: [String]
    /// Lines as one would write them; what they say is how it is without them, where there is such a thing.
    var example: [String]
    /// Puts a value into a configuration, or tells what is wrong with it.
    var take: @Sendable (inout Configuration, TOMLValue, KeyPlaces) throws(SettingsError) -> Void

    /// All of them, tables last: as TOML wants it.
    static let all = [theme, color, mouse, longRunning, columns, keys, thresholds]

    private static let theme = ConfigurationKey(
        name: "theme",
        about: [
            "The look: a theme of looptop (default, night, dark, light, high-contrast, colour-blind, ansi, mono), or",
            "themes/NAME.toml beside this file. T in the dashboard shows them, and keeps a choice in a file of its own.",
        ],
        example: ["theme = \"default\""]
    ) { (configuration, value, places) throws(SettingsError) in
        guard let name = value.string, !name.isEmpty else {
            throw places.error(["theme"], "`theme` is the name of a theme, in quotes: theme = \"light\"")
        }
        configuration.theme = name
    }

    private static let color = ConfigurationKey(
        name: "color",
        about: ["How many colours: \(ColorChoice.words.joined(separator: ", ")). NO_COLOR and --color go first."],
        example: ["color = \"auto\""]
    ) { (configuration, value, places) throws(SettingsError) in
        let word = value.string ?? value.int.map { "\($0)" } ?? ""
        guard let choice = ColorChoice(rawValue: word) else {
            throw places.error(
                ["color"],
                "`color` is one of \(ColorChoice.words.map { "\"\($0)\"" }.joined(separator: ", "))"
                    + Nearest.hint(word, among: ColorChoice.words))
        }
        configuration.color = choice
    }

    private static let mouse = ConfigurationKey(
        name: "mouse",
        about: ["Whether the mouse does something. With Shift held down the terminal selects text all the same."],
        example: ["mouse = true"]
    ) { (configuration, value, places) throws(SettingsError) in
        guard let isOn = value.bool else { throw places.error(["mouse"], "`mouse` is true or false") }
        configuration.hasMouse = isOn
    }

    private static let longRunning = ConfigurationKey(
        name: "long-running",
        about: [
            "Lines where tasks wait long by intent, so that none there is called stuck: the end of a path, and a",
            "function. m in the dashboard marks the one of the selected task, in a file of its own.",
        ],
        example: ["long-running = [\"app/worker.py:poll\"]"]
    ) { (configuration, value, places) throws(SettingsError) in
        try configuration.take(longRunning: value, places)
    }

    private static let columns = ConfigurationKey(
        name: "columns",
        about: [
            "The columns of lists, in their order, \"wait:12\" with a width of its own. C in the dashboard chooses, orders and",
            "sizes them, and keeps that in a file of its own.",
        ],
        example: ["[columns]"]
            + TableName.allCases.map { table in
                "\(table.rawValue) = [\(table.columns.map { "\"\($0)\"" }.joined(separator: ", "))]"
            }
    ) { (configuration, value, places) throws(SettingsError) in
        try configuration.take(columns: value, places)
    }

    private static let keys = ConfigurationKey(
        name: "keys",
        about: [
            "What keys mean, by screen. Below [keys] alone an action gets its keys on every screen that has it:",
            "sort = \"o\", filter = [\"/\", \"F4\"]. A key with two meanings in one place is told.",
        ],
        example: KeyContext.allCases.map { context in
            let own = KeyTable().all.filter { $0.context == context && !$0.keys.isEmpty }
            let names = own.map(\.name).reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
            let lines = names.map { name in
                let keys = own.filter { $0.name == name }.flatMap(\.keys).map { "\"\($0.settingName)\"" }
                return "\(name) = " + (keys.count == 1 ? keys[0] : "[\(keys.joined(separator: ", "))]")
            }
            return lines.isEmpty ? "" : (["", "[keys.\(context.name)]"] + lines).joined(separator: "\n")
        }.filter { !$0.isEmpty }
    ) { (configuration, value, places) throws(SettingsError) in
        try configuration.take(keys: value, places)
    }

    private static let thresholds = ConfigurationKey(
        name: "thresholds", about: ["When a finding is told: `looptop explain NAME` says what each number means."],
        example: FindingKind.all.filter { !$0.thresholds.isEmpty }.map { kind in
            ([""] + ["[thresholds.\(kind.slug.rawValue)]"]
                + kind.thresholds.map { "\($0.name) = \(number($0.value))  # \($0.meaning)" }).joined(separator: "\n")
        }
    ) { (configuration, value, places) throws(SettingsError) in
        try configuration.take(thresholds: value, places)
    }

    private static func number(_ value: Double) -> String {
        value == value.rounded() && abs(value) < 1e15 ? "\(Int(value))" : "\(value)"
    }
}

extension Configuration {
    /// All that can be set, each with its explanation: a file to begin with, in which nothing is set yet.
    public static var sample: String {
        let head = [
            "# The configuration of looptop. Nothing here is set: take the # away from what you want to change.", "",
        ]
        let keys = ConfigurationKey.all.flatMap { key in
            key.about.map { "# \($0)" }
                + key.example.flatMap { $0.split(separator: "\n", omittingEmptySubsequences: false) }
                .map { $0.isEmpty ? "" : "#\($0)" } + [""]
        }
        return (head + keys).joined(separator: "\n")
    }
}
