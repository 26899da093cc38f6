import Model
import Terminal

extension Dashboard {
    /// Keys of the line for commands.
    mutating func actInPalette(_ action: Action) -> [Effect] {
        guard let palette else { return [] }
        let entries = entries(of: palette)
        let entry = entries.indices.contains(palette.selected) ? entries[palette.selected] : nil
        switch action {
        case .closePalette: self.palette = nil
        case .completeEntry:
            if let entry { self.palette?.complete(entry) }
        case .runEntry:
            if let entry { return run(entry) }
        case .up, .down: self.palette?.move(action, count: entries.count)
        default: break
        }
        return []
    }

    private mutating func run(_ entry: Palette.Entry) -> [Effect] {
        switch entry.deed {
        case .type:
            palette?.complete(entry)
            return []
        case .act(let action):
            palette = nil
            return perform(action)
        case .task(let id):
            palette = nil
            let before = place
            jump(to: id)
            remember(before, after: .open)
        case .sort(let column):
            palette = nil
            sort(by: column)
        case .filter(let text):
            palette = nil
            setFilter(text)
        }
        return []
    }

    private mutating func setFilter(_ text: String) {
        if opened != nil { leaveTasks() }
        switch screen {
        case .tasks: tasks.setFilter(text, picture: picture)
        case .slow: slow.setFilter(text, picture: picture)
        case .events: events.setFilter(text, picture: picture)
        case .waits: waits.setFilter(text, picture: picture)
        case .requests: requests.setFilter(text, picture: picture)
        case .findings: findings.setFilter(text, picture: picture)
        case .overview, .shutdown, .output: break
        }
    }

    /// What is wrong with a filter for the list that is shown.
    func problem(ofFilter text: String) -> String? {
        switch screen {
        case .tasks: RowFilter<TaskRecord>(parsing: text).problem
        case .slow: RowFilter<SlowCallback>(parsing: text).problem
        case .events: RowFilter<LogEntry>(parsing: text).problem
        case .waits: RowFilter<ResourceRow>(parsing: text).problem
        case .requests: RowFilter<RequestRecord>(parsing: text).problem
        case .findings: RowFilter<Finding>(parsing: text).problem
        case .overview, .shutdown, .output: nil
        }
    }
}

extension Dashboard {
    /// Draws the line and what it could mean over the upper part of a screen.
    ///
    /// - Returns: where typing goes on.
    func draw(_ palette: Palette, on canvas: inout Canvas) -> Cursor? {
        let size = canvas.grid.size
        let entries = entries(of: palette)
        let width = min(100, size.width - 2)
        let room = max(1, min(16, size.height - 6))
        let height = min(max(1, entries.count), room) + 3
        let frame = Rect((size.width - width) / 2, min(2, size.height - height), width, height)
        canvas.grid.fill(frame, style: canvas.theme[.text])
        let note: Phrase = entries.count > room ? .muted("\(palette.selected + 1) of \(entries.count)") : ""
        let inner = canvas.box(frame, title: .strong("command"), note: note, role: .key)
        let start = canvas.put(Phrase(": ", .key), x: inner.x, y: inner.y)
        canvas.put(Phrase(palette.input.text, .input), x: start, y: inner.y, width: inner.x + inner.width - start)
        let first = max(0, min(palette.selected - room / 2, entries.count - room))
        let titles = entries.map { Phrase($0.title).columns(upTo: inner.width) }.max() ?? 0
        for (line, index) in entries.indices.dropFirst(first).prefix(inner.height - 1).enumerated() {
            let y = inner.y + 1 + line
            if index == palette.selected {
                canvas.band(.selection, y: y, x: inner.x - 1, width: inner.width + 2)
            }
            draw(entries[index], titles: titles, on: &canvas, in: Rect(inner.x, y, inner.width, 1))
        }
        if entries.isEmpty {
            let sentence = Phrase.muted("nothing is called that; ") + Phrase("esc", .key) + .muted(" leaves")
            canvas.put(sentence, x: inner.x, y: inner.y + 1, width: inner.width)
        }
        let column = start + TextWidth.columns(String(palette.input.text.prefix(palette.input.cursor)))
        return Cursor(x: min(column, inner.x + inner.width - 1), y: inner.y, isVisible: true)
    }

    /// - Parameter titles: columns of the longest title.
    private func draw(_ entry: Palette.Entry, titles: Int, on canvas: inout Canvas, in rect: Rect) {
        let keyWidth = 6
        let titleWidth = rect.width >= 70 ? 34 : max(12, min(titles, rect.width - keyWidth - 2, rect.width * 2 / 3))
        canvas.put(.strong(entry.title), x: rect.x, y: rect.y, width: titleWidth)
        let left = rect.x + titleWidth + 2
        let right = rect.x + rect.width - keyWidth
        canvas.put(.muted(entry.detail), x: left, y: rect.y, width: max(0, right - left - 1))
        canvas.put(Phrase(entry.key, .key), x: right, y: rect.y, width: keyWidth, align: .right)
    }
}
