import Terminal

/// The help: every binding, with every key, by context; nothing is cut off: what is long goes on in the next line.
enum Help {
    /// Everything in lines of a width, what concerns the screen that is shown first.
    static func lines(
        _ glyphs: Glyphs, _ table: KeyTable, on screen: KeyContext = .everywhere, isReadOnly: Bool = false, width: Int
    ) -> [Phrase] {
        let own = table.contexts.filter { $0 == screen && screen != .everywhere }
        let ordered = own + table.contexts.filter { $0 != screen || screen == .everywhere }
        let keys = ordered.flatMap { context -> [Phrase] in
            let bindings = table.all.filter {
                $0.context == context && !$0.keys.isEmpty && !($0.isAct && isReadOnly)
            }
            let more = context == .filterLine ? filters(width) : []
            guard !bindings.isEmpty else { return more }
            let lines = bindings.flatMap { binding in
                let keys = binding.keys.map { $0.name(glyphs) }.joined(separator: " ")
                return described(Phrase(keys, .key), binding.help, width)
            }
            return [.strong(context.title)] + lines + [""] + more
        }
        return keys + [.strong("the mouse")] + mouse.flatMap { described(.place($0.what), $0.meaning, width) }
    }

    /// What it does, and how to do without.
    private static let mouse: [(what: String, meaning: String)] = [
        (
            "click",
            "select a line, and open it when it is selected; sort by a column; press a hint; go up the way above"
        ),
        ("wheel", "scroll"),
        ("shift and drag", "select text; --no-mouse, or mouse = false in the configuration, leaves it to the terminal"),
    ]

    /// The language of filters.
    private static func filters(_ width: Int) -> [Phrase] {
        let words = FilterHelp.words.flatMap { described(.place($0.word), $0.meaning, width) }
        let screens = FilterHelp.screens.flatMap { screen, keys in
            [.muted("filters of \(screen.rawValue)")]
                + keys.flatMap { described(.place($0.example), $0.meaning, width) }
        }
        return [.strong("filters")] + words + screens + [""]
    }

    /// Two columns, the second in as many lines as it needs.
    private static func described(_ what: Phrase, _ meaning: String, _ width: Int) -> [Phrase] {
        let column = min(20, width / 3)
        let lines = Phrase(meaning).wrapped(to: max(10, width - column - 4))
        let needed = what.columns()
        let blank = Phrase(String(repeating: " ", count: column + 4))
        guard needed <= column else {
            return what.wrapped(to: width - 2).map { Phrase("  ") + $0 } + lines.map { blank + $0 }
        }
        let first = Phrase("  ") + what.padded(to: column) + "  "
        return lines.enumerated().map { ($0.offset == 0 ? first : blank) + $0.element }
    }
}

/// The help as it is drawn.
struct HelpView: SceneView {
    let scene: Scene
    /// What the screen below it means by keys: that comes first.
    let context: KeyContext
    /// How far it is scrolled.
    let top: Int

    /// Side by side where there is room for sentences.
    private static let columnWidth = 72

    /// The lines in columns, row by row.
    private func rows(width: Int) -> [[Phrase]] {
        let columns = max(1, width / Self.columnWidth)
        let lines = Help.lines(
            settings.glyphs, settings.configuration.keys, on: context, isReadOnly: settings.isReadOnly,
            width: width / columns - (columns > 1 ? 2 : 0))
        let height = (lines.count + columns - 1) / columns
        return (0..<height).map { row in
            (0..<columns).compactMap { column in
                let index = column * height + row
                return index < lines.count ? lines[index] : nil
            }
        }
    }

    /// How many rows the help has.
    var height: Int { rows(width: scene.size.width - 4).count }

    func draw(on canvas: inout Canvas, in rect: Rect) {
        let rows = self.rows(width: rect.width - 4)
        let height = rect.height - 2
        let first = max(0, min(top, rows.count - height))
        let last = min(rows.count, first + height)
        let note = Phrase.muted(rows.count > height ? "\(first + 1) to \(last) of \(rows.count), j k scroll" : "")
        let inner = canvas.box(rect, title: .strong("keys"), note: note)
        let columns = max(1, inner.width / Self.columnWidth)
        for (line, row) in rows[first..<max(first, last)].enumerated() {
            for (column, phrase) in row.enumerated() {
                canvas.put(
                    phrase, x: inner.x + column * (inner.width / columns), y: inner.y + line,
                    width: inner.width / columns)
            }
        }
    }
}
