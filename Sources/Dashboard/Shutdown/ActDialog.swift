import Model
import Terminal

/// Asks before something is done that cannot be taken back: *Cancel* has the focus, and a typed word confirms.
struct ActDialog: Sendable {
    /// One thing that can be done.
    struct Choice: Hashable, Sendable {
        var acts: [ServiceAct]
        var title: String
        var effect: String

        init(act: ServiceAct, title: String, effect: String) {
            self.init(acts: [act], title: title, effect: effect)
        }

        init(acts: [ServiceAct], title: String, effect: String) {
            self.acts = acts
            self.title = title
            self.effect = effect
        }
    }

    /// What a key has brought about.
    enum Answer: Hashable, Sendable {
        case cancel
        case act([ServiceAct])
    }

    let title: String
    let choices: [Choice]
    /// What it touches.
    let facts: [Phrase]
    /// Any of these confirms.
    let words: [String]
    private(set) var chosen = 0
    private(set) var input = LineInput()
    private(set) var isCancelFocused = true
    private(set) var complaint: String?

    init(title: String, choices: [Choice], facts: [Phrase], words: [String]) {
        self.title = title
        self.choices = choices
        self.facts = facts
        self.words = words
    }

    /// Takes in a key.
    mutating func handle(_ key: Key) -> Answer? {
        complaint = nil
        switch key {
        case .escape, .control("c"): return .cancel
        case .enter: return enter()
        case .tab, .backTab: isCancelFocused.toggle()
        case .up: chosen = max(0, chosen - 1)
        case .down: chosen = min(choices.count - 1, chosen + 1)
        default:
            // Whoever types means the word.
            if input.handle(key) { isCancelFocused = false }
        }
        return nil
    }

    /// Takes in pasted text: a word is typed, not pasted.
    mutating func paste() {
        complaint = "type the word: it is not taken from the clipboard"
    }

    private mutating func enter() -> Answer? {
        if isCancelFocused { return .cancel }
        guard choices.indices.contains(chosen), words.contains(input.text) else {
            complaint = "nothing is done: type \(wordsText)"
            return nil
        }
        return .act(choices[chosen].acts)
    }

    /// `orders-api or stop`.
    var wordsText: String { words.joined(separator: " or ") }
}

extension ActDialog {
    /// Draws it over a screen.
    ///
    /// - Returns: where the word is typed.
    func draw(on canvas: inout Canvas) -> Cursor? {
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
        return Cursor(x: min(column, inner.x + inner.width - 1), y: y, isVisible: !isCancelFocused)
    }

    private func drawButtons(on canvas: inout Canvas, in inner: Rect) {
        let y = inner.y + inner.height - 1
        let start = inner.x
        let end = canvas.put(Phrase(" Cancel "), x: start, y: y)
        if isCancelFocused { canvas.band(.selection, y: y, x: start, width: end - start) }
        let title = choices.indices.contains(chosen) ? choices[chosen].title : ""
        let act = canvas.put(Phrase(" \(title) "), x: end + 2, y: y, width: max(0, inner.width - 40))
        if !isCancelFocused { canvas.band(.selection, y: y, x: end + 2, width: act - end - 2) }
        let keys = Phrase("tab", .key) + .muted(" focus  ") + Phrase("esc", .key) + .muted(" cancel")
        canvas.put(keys, x: inner.x + inner.width - keys.columns(), y: y)
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
