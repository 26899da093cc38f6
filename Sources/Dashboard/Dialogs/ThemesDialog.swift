import Terminal

extension KeyContext {
    static let themes = KeyContext("themes", title: "themes", .dialog)
}

/// A theme that can be chosen, or why it cannot.
public struct ThemeChoice: Hashable, Sendable {
    /// What `--theme` and the configuration call it.
    public var name: String
    /// Its look; nil where its file has mistakes.
    public var theme: Theme?
    /// Where it comes from, or what is wrong with it.
    public var note: String

    /// Makes a choice.
    public init(name: String, theme: Theme?, note: String) {
        self.name = name
        self.theme = theme
        self.note = note
    }
}

/// The themes beside each other: the one that is selected is the look of everything, at once.
struct ThemesDialog: Dialog {
    static let keys = KeySection(
        .themes,
        DialogBindings.movement(.themes) + [
            Binding(
                action: .first, keys: [.home, .character("g")], context: .themes, hint: nil, help: "the first one"),
            Binding(action: .last, keys: [.end, .character("G")], context: .themes, hint: nil, help: "the last one"),
            DialogBindings.accept(.themes, "keep this look"),
            DialogBindings.close(.themes, [.escape, .character("T"), .character("q"), .control("c")]),
        ])

    /// The look before.
    let before: Theme
    private let choices: [ThemeChoice]
    private(set) var index: Int

    /// Nil where there is nothing to choose from.
    init?(_ choices: [ThemeChoice], shown: Theme) {
        guard !choices.isEmpty else { return nil }
        self.choices = choices
        before = shown
        index = choices.firstIndex { $0.name == shown.name } ?? 0
    }

    /// The selected one.
    var selected: ThemeChoice { choices[index] }

    mutating func act(_ action: Action, _ scene: Scene) -> [Step] {
        switch action {
        case .close: return [.theme(before), .close]
        case .accept: return selected.theme == nil ? [] : [.close, .effect(.keepTheme(selected.name))]
        default: index = Scrolling.moved(index, by: action, page: 1, count: choices.count)
        }
        return selected.theme.map { [.theme($0)] } ?? []
    }

    /// Draws the list at the right of a screen, of which as much as can be stays in sight.
    func draw(_ scene: Scene, on canvas: inout Canvas) -> Cursor? {
        let settings = scene.settings
        let grid = canvas.grid
        let notes = choices.map(\.note.count).max() ?? 0
        let width = min(max(58, min(notes + 23, grid.size.width * 2 / 3)), grid.size.width)
        let height = min(choices.count + 6, grid.size.height)
        let frame = Rect(grid.size.width - width, max(0, min(2, grid.size.height - height)), width, height)
        canvas.grid.fill(frame, style: settings.theme[.text])
        let inner = canvas.box(frame, title: .strong("themes"), note: .muted("shown at once"), role: .look)
        let page = max(1, inner.height - 4)
        let first = max(0, min(index - page / 2, choices.count - page))
        for (line, choice) in choices.enumerated().dropFirst(first).prefix(page) {
            let y = inner.y + line - first
            if line == index { canvas.band(.selection, y: y, x: inner.x, width: inner.width) }
            canvas.put(Phrase(choice.name), x: inner.x, y: y, width: 18)
            let note =
                choice.theme == nil ? Phrase("\(settings.glyphs.warning) has mistakes", .act) : .muted(choice.note)
            canvas.put(note, x: inner.x + 19, y: y, width: inner.width - 19)
        }
        let foot = Rect(inner.x, inner.y + inner.height - 3, inner.width, 2)
        if selected.theme == nil {
            canvas.put(wrapped: Phrase(selected.note, .act), in: foot)
        } else {
            drawMeanings(on: &canvas, x: foot.x, y: foot.y + 1)
        }
        let keys =
            Phrase(settings.glyphs.enter, .key) + .muted(" keep  ") + Phrase("esc", .key) + .muted(" as it was")
        canvas.put(keys, x: inner.x, y: inner.y + inner.height - 1, width: inner.width)
        return nil
    }

    private func drawMeanings(on canvas: inout Canvas, x: Int, y: Int) {
        let meanings: [(String, Role)] = [("place", .place), ("good", .good), ("look", .look), ("act", .act)]
        let end = canvas.put(.joined(meanings.map { Phrase($0, $1) }, by: " "), x: x, y: y)
        for step in 0..<16 {
            var style = canvas.theme[.text]
            style.foreground = canvas.theme.color(of: .load, at: Double(step) / 15)
            canvas.grid.put(String(canvas.glyphs.barFull), x: end + 2 + step, y: y, style: style)
        }
    }
}

extension Dashboard {
    /// The answer to `Effect.loadThemes`.
    public mutating func receive(themes: [ThemeChoice]) {
        if let dialog = ThemesDialog(themes, shown: settings.theme) { dialogs.append(dialog) }
    }

    /// The answer to `Effect.keepTheme`: a problem is why it is not kept.
    public mutating func receive(keptTheme name: String, problem: String?) {
        note =
            problem.map { Phrase("this look until you leave: \($0)", .act) }
            ?? Phrase("from now on the look is that of \(name)", .good)
    }
}
