import Model
import Terminal

extension KeyContext {
    static let act = KeyContext("act", title: "before an act", .typing)
}

extension Action {
    static let switchFocus = Action("switch-focus")
}

/// Asks before something is done that cannot be taken back: what leaves all as it is has the focus, and a typed word
/// confirms.
struct ActDialog: Dialog {
    /// One thing that can be done.
    struct Choice: Hashable, Sendable {
        var acts: [ServiceAct]
        var title: String
        /// What its button says: a verb, and what it is done to.
        var button: String
        var effect: String

        init(act: ServiceAct, title: String, button: String, effect: String) {
            self.init(acts: [act], title: title, button: button, effect: effect)
        }

        init(acts: [ServiceAct], title: String, button: String, effect: String) {
            self.acts = acts
            self.title = title
            self.button = button
            self.effect = effect
        }
    }

    static let keys = KeySection(
        .act,
        [
            DialogBindings.accept(.act, "do what the button in focus says: an act wants the typed word"),
            Binding(
                action: .switchFocus, keys: [.tab, .backTab], context: .act, hint: nil,
                help: "to the other button"),
        ] + DialogBindings.movement(.act, down: [.down], up: [.up]) + [DialogBindings.close(.act)])

    let title: String
    let choices: [Choice]
    /// What it touches.
    let facts: [Phrase]
    /// Any of these confirms.
    let words: [String]
    /// The button that leaves all as it is: `Keep the task`.
    let keep: String
    private(set) var chosen = 0
    private(set) var input = LineInput()
    private(set) var isKeepFocused = true
    private(set) var complaint: String?

    init(title: String, choices: [Choice], facts: [Phrase], words: [String], keep: String) {
        self.title = title
        self.choices = choices
        self.facts = facts
        self.words = words
        self.keep = keep
    }

    mutating func act(_ action: Action, _ scene: Scene) -> [Step] {
        complaint = nil
        switch action {
        case .close: return [.close]
        case .accept: return enter()
        case .switchFocus: isKeepFocused.toggle()
        case .up: chosen = max(0, chosen - 1)
        case .down: chosen = min(choices.count - 1, chosen + 1)
        default: break
        }
        return []
    }

    /// Whoever types means the word.
    mutating func type(_ key: Key, _ scene: Scene) {
        complaint = nil
        if input.handle(key) { isKeepFocused = false }
    }

    /// A word is typed, not pasted.
    mutating func paste(_ text: String) {
        complaint = "type the word: it is not taken from the clipboard"
    }

    private mutating func enter() -> [Step] {
        if isKeepFocused { return [.close] }
        guard choices.indices.contains(chosen), words.contains(input.text) else {
            complaint = "nothing is done: type \(wordsText)"
            return []
        }
        return [.close, .give(choices[chosen].acts)]
    }

    /// `orders-api or stop`.
    var wordsText: String { words.joined(separator: " or ") }
}

extension ActDialog {
    /// Draws it over a screen.
    ///
    /// - Returns: where the word is typed.
    func draw(_ scene: Scene, on canvas: inout Canvas) -> Cursor? {
        let size = canvas.grid.size
        let width = min(86, size.width - 2)
        let lines = lines(width: width - 4, glyphs: canvas.glyphs)
        let height = min(lines.count + 6, size.height)
        let frame = Rect((size.width - width) / 2, (size.height - height) / 2, width, height)
        canvas.grid.fill(frame, style: canvas.theme[.text])
        let inner = canvas.box(frame, title: .strong(title), role: .act)
        for (row, line) in lines.prefix(inner.height - 4).enumerated() {
            canvas.put(line, x: inner.x, y: inner.y + row, width: inner.width)
        }
        let y = inner.y + inner.height - 3
        let asked = canvas.put(
            .muted("type ") + .strong(wordsText) + .muted(": "), x: inner.x, y: y, width: inner.width)
        canvas.put(Phrase(input.text, .input), x: asked, y: y, width: max(0, inner.x + inner.width - asked))
        if let complaint { canvas.put(Phrase(complaint, .look), x: inner.x, y: y + 1, width: inner.width) }
        drawButtons(on: &canvas, in: inner)
        let column = asked + TextWidth.columns(String(input.text.prefix(input.cursor)))
        return Cursor(x: min(column, inner.x + inner.width - 1), y: y, isVisible: !isKeepFocused)
    }

    private func drawButtons(on canvas: inout Canvas, in inner: Rect) {
        let y = inner.y + inner.height - 1
        let start = inner.x
        let end = canvas.put(Phrase(" \(keep) "), x: start, y: y)
        if isKeepFocused { canvas.band(.selection, y: y, x: start, width: end - start) }
        let button = choices.indices.contains(chosen) ? choices[chosen].button : ""
        let act = canvas.put(Phrase(" \(button) "), x: end + 2, y: y, width: max(0, start + inner.width - end - 2))
        if !isKeepFocused { canvas.band(.selection, y: y, x: end + 2, width: act - end - 2) }
        let keys = Phrase("tab", .key) + .muted(" focus  ") + Phrase("esc", .key) + .muted(" back")
        let left = inner.x + inner.width - keys.columns()
        if left >= act + 2 { canvas.put(keys, x: left, y: y) }
    }

    private func lines(width: Int, glyphs: Glyphs) -> [Phrase] {
        var lines: [Phrase] = []
        for (index, choice) in choices.enumerated() {
            let mark = choices.count == 1 ? "" : index == chosen ? "\(glyphs.live) " : "\(glyphs.waiting) "
            let role: Role = index == chosen ? .strong : .text
            let wrapped = (Phrase(mark + choice.title, role) + .muted(": \(choice.effect)")).wrapped(to: width - 2)
            lines += wrapped.enumerated().map { $0.offset == 0 ? $0.element : "    " + $0.element }
        }
        if choices.count > 1 { lines.append(.muted("\(glyphs.upDown) choose")) }
        lines.append("")
        for fact in facts { lines += fact.wrapped(to: width) }
        return lines
    }
}
