import Model
import Terminal

/// The last line: hints, or what came of what was asked for.
extension Dashboard {
    func drawHints(on canvas: inout Canvas) {
        let width = canvas.grid.size.width
        let y = canvas.grid.size.height - 1
        let (left, right) = Hints.of(
            dialogs.last?.hasHints == true ? context : contextBelow, in: keys, isReadOnly: settings.isReadOnly)
        let fixed = Phrase.joined(right.map(hint), by: "  ")
        let start = width - fixed.columns() - 1
        var column = start
        for binding in right {
            let end = canvas.put(hint(binding), x: column, y: y)
            canvas.clickable(Rect(column, y, end - column, 1), .action(binding.action))
            column = end + 2
        }
        column = 1
        if let note { return draw(note, on: &canvas, width: max(0, start - column - 2)) }
        for binding in left {
            let phrase = hint(binding)
            guard column + phrase.columns() + 2 <= start else { break }
            let end = canvas.put(phrase, x: column, y: y)
            canvas.clickable(Rect(column, y, end - column, 1), .action(binding.action))
            column = end + 2
        }
    }

    /// What came of what was asked for: beside the hints that stay, or over the last lines of the screen where it is long.
    private func draw(_ note: Phrase, on canvas: inout Canvas, width: Int) {
        let size = canvas.grid.size
        guard note.columns(upTo: width + 1) > width else {
            canvas.put(note, x: 1, y: size.height - 1, width: width)
            return
        }
        let lines = note.wrapped(to: size.width - 2).prefix(4)
        let top = size.height - 1 - lines.count
        canvas.grid.fill(Rect(0, top, size.width, lines.count), style: canvas.theme[.text])
        for (row, line) in lines.enumerated() { canvas.put(line, x: 1, y: top + row, width: size.width - 2) }
    }

    private func hint(_ binding: Binding) -> Phrase {
        if let own = shown.hint(for: binding, settings.glyphs) { return own }
        return Phrase(binding.keys.first?.name(settings.glyphs) ?? "", .key)
            + .muted(" " + (binding.hint ?? "").changing("…", to: String(settings.glyphs.ellipsis)))
    }
}
