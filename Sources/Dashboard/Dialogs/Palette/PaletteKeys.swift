import Terminal

extension KeyContext {
    static let palette = KeyContext("palette", title: "in the line for commands", .typing)
}

extension Action {
    static let runEntry = Action("run-entry")
    static let completeEntry = Action("complete-entry")
    static let closePalette = Action("close-palette")
}

extension Palette {
    static let keys = KeySection(
        .palette,
        [
            Binding(action: .runEntry, keys: [.enter], context: .palette, hint: "do it", help: "do what is selected"),
            Binding(
                action: .completeEntry, keys: [.tab], context: .palette, hint: "complete",
                help: "put what is selected into the line"),
            Binding(
                action: .down, keys: [.down, .control("n")], context: .palette, hint: nil, help: "the entry below"),
            Binding(action: .up, keys: [.up, .control("p")], context: .palette, hint: nil, help: "the entry above"),
            Binding(
                action: .closePalette, keys: [.escape], context: .palette, hint: "close", help: "leave the line"),
        ])
}
