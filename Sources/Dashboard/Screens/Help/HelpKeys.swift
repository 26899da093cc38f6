import Terminal

extension HelpView {
    static let keys = KeySection(
        .help,
        [
            Binding(
                action: .back, keys: [.escape, .character("?"), .character("q")], context: .help, hint: "close",
                help: "close the help")
        ])
}
