import Model
import Terminal

extension Palette {
    /// Draws the line and what it could mean over the upper part of a screen.
    ///
    /// - Returns: where typing goes on.
    func draw(_ scene: Scene, on canvas: inout Canvas) -> Cursor? {
        let size = canvas.grid.size
        let entries = entries(scene)
        let width = min(100, size.width - 2)
        let room = max(1, min(16, size.height - 6))
        let height = min(max(1, entries.count), room) + 3
        let frame = Rect((size.width - width) / 2, min(2, size.height - height), width, height)
        canvas.grid.fill(frame, style: canvas.theme[.text])
        let note: Phrase = entries.count > room ? .muted("\(selected + 1) of \(entries.count)") : ""
        let inner = canvas.box(frame, title: .strong("command"), note: note, role: .key)
        let start = canvas.put(Phrase(": ", .key), x: inner.x, y: inner.y)
        canvas.put(Phrase(input.text, .input), x: start, y: inner.y, width: inner.x + inner.width - start)
        let first = max(0, min(selected - room / 2, entries.count - room))
        let titles = entries.map { Phrase($0.title).columns(upTo: inner.width) }.max() ?? 0
        for (line, index) in entries.indices.dropFirst(first).prefix(inner.height - 1).enumerated() {
            let y = inner.y + 1 + line
            if index == selected {
                canvas.band(.selection, y: y, x: inner.x - 1, width: inner.width + 2)
            }
            draw(entries[index], titles: titles, on: &canvas, in: Rect(inner.x, y, inner.width, 1))
        }
        if entries.isEmpty {
            let sentence = Phrase.muted("nothing is called that; ") + Phrase("esc", .key) + .muted(" leaves")
            canvas.put(sentence, x: inner.x, y: inner.y + 1, width: inner.width)
        }
        let column = start + TextWidth.columns(String(input.text.prefix(input.cursor)))
        return Cursor(x: min(column, inner.x + inner.width - 1), y: inner.y, isVisible: true)
    }

    /// - Parameter titles: columns of the longest title.
    private func draw(_ entry: Entry, titles: Int, on canvas: inout Canvas, in rect: Rect) {
        let keyWidth = 6
        let titleWidth = rect.width >= 70 ? 34 : max(12, min(titles, rect.width - keyWidth - 2, rect.width * 2 / 3))
        canvas.put(.strong(entry.title), x: rect.x, y: rect.y, width: titleWidth)
        let left = rect.x + titleWidth + 2
        let right = rect.x + rect.width - keyWidth
        canvas.put(.muted(entry.detail), x: left, y: rect.y, width: max(0, right - left - 1))
        canvas.put(Phrase(entry.key, .key), x: right, y: rect.y, width: keyWidth, align: .right)
    }
}
