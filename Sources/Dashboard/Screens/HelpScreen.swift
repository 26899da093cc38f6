import Terminal

/// The help: every binding, with every key, by context.
enum Help {
    private static let titles: [(context: KeyContext, title: String)] = [
        (.tasks, "tasks"), (.task, "a task"), (.waits, "waits"), (.slow, "slow callbacks"), (.events, "events"),
        (.findings, "findings"), (.requests, "requests"), (.shutdown, "shutdown"),
        (.filterLine, "while a filter is typed"),
        (.everywhere, "everywhere"),
        (.help, "this help"),
    ]

    /// Everything, a line each.
    static func lines(_ glyphs: Glyphs, isReadOnly: Bool = false) -> [Phrase] {
        titles.flatMap { context, title -> [Phrase] in
            let own = Bindings.all.filter { $0.context == context && !($0.isAct && isReadOnly) }
            let more = context == .filterLine ? filterLines : []
            return [.strong(title)] + own.map { line($0, glyphs) } + [""] + more
        }
    }

    /// The language of filters.
    private static var filterLines: [Phrase] {
        let words = FilterHelp.words.map { described($0.word, $0.meaning) }
        let screens = FilterHelp.screens.flatMap { screen, keys in
            [.muted("filters of \(screen.rawValue)")] + keys.map { described($0.example, $0.meaning) }
        }
        return [.strong("filters")] + words + screens + [""]
    }

    private static func described(_ word: String, _ meaning: String) -> Phrase {
        Phrase("  ") + .place(word).padded(to: 22) + Phrase(meaning)
    }

    static var lineCount: Int { lines(.unicode).count }

    private static func line(_ binding: Binding, _ glyphs: Glyphs) -> Phrase {
        let keys = binding.keys.map { $0.name(glyphs) }.joined(separator: " ")
        return Phrase("  ") + Phrase(keys.padding(22), .key) + Phrase(binding.help)
    }
}

extension String {
    /// Filled with spaces to a width at least, one more than the text at any rate.
    fileprivate func padding(_ width: Int) -> String {
        self + Self(repeating: " ", count: max(1, width - count))
    }
}

extension Dashboard {
    func drawHelp(on canvas: inout Canvas, in rect: Rect) {
        let lines = Help.lines(settings.glyphs, isReadOnly: settings.isReadOnly)
        let first = max(0, min(helpTop, lines.count - (rect.height - 2)))
        let last = min(lines.count, first + rect.height - 2)
        let note = Phrase.muted(
            lines.count > rect.height - 2 ? "\(first + 1) to \(last) of \(lines.count), j k scroll" : "")
        let inner = canvas.box(rect, title: .strong("keys"), note: note)
        for (row, line) in lines[first..<last].enumerated() {
            canvas.put(line, x: inner.x, y: inner.y + row, width: inner.width)
        }
    }
}
