import Model
public import Terminal

extension Picker {
    /// Draws everything.
    public func render(_ size: Size) -> CellGrid {
        var canvas = Canvas(size, theme: settings.theme, glyphs: settings.glyphs)
        guard size.width >= Dashboard.smallest.width, size.height >= Dashboard.smallest.height else {
            canvas.put(Phrase("q", .key) + .muted(" quit"), x: 0, y: 0)
            return canvas.grid
        }
        drawHeader(on: &canvas)
        let content = Rect(0, 2, size.width, size.height - 3)
        if applications == nil {
            canvas.put(.muted("looking for services"), x: 3, y: 3)
        } else if rows.isEmpty {
            drawNothing(on: &canvas, in: content)
        } else {
            drawList(on: &canvas, in: content)
        }
        drawHints(on: &canvas)
        return canvas.grid
    }

    private func drawHeader(on canvas: inout Canvas) {
        canvas.band(.header, y: 0)
        let separator = Phrase.muted(" \(settings.glyphs.separator) ")
        canvas.put(Phrase("looptop", .key) + separator + "services", x: 1, y: 0)
        guard let applications, !applications.isEmpty else { return }
        let without = applications.filter { !$0.hasAgent }.count
        var facts: [Phrase] = [Phrase("\(applications.count - without)") + .muted(" with an agent")]
        if without > 0 { facts.append(Phrase("\(without)") + .muted(" without")) }
        let right = Phrase.joined(facts, by: .muted(" \(settings.glyphs.dot) "))
        canvas.put(right, x: canvas.grid.size.width - 1 - right.columns(), y: 0)
    }

    private func drawList(on canvas: inout Canvas, in rect: Rect) {
        let layout = PickerColumns.layout(width: rect.width)
        canvas.band(.columns, y: rect.y)
        canvas.put(.muted("  SERVICE"), x: 1, y: rect.y, width: layout.name)
        for (column, x) in layout.columns {
            canvas.put(.muted(column.title), x: x, y: rect.y, width: column.width, align: column.align)
        }
        let page = rect.height - 1
        let first = max(0, min((selectedIndex ?? 0) - page / 2, rows.count - page))
        for (line, row) in rows.dropFirst(first).prefix(page).enumerated() {
            let y = rect.y + 1 + line
            if row.id == selection { canvas.band(.selection, y: y, x: rect.x, width: rect.width) }
            let cell = PickerCell(row: row, glyphs: settings.glyphs, isUnfolded: isUnfolded(row.application))
            canvas.put(cell.name, x: 1, y: y, width: layout.name)
            for (column, x) in layout.columns {
                canvas.put(column.cell(cell), x: x, y: y, width: column.width, align: column.align)
            }
            canvas.put(cell.note, x: layout.note, y: y, width: rect.width - layout.note - 1)
        }
    }

    /// Nothing runs here: what one can do about it.
    private func drawNothing(on canvas: inout Canvas, in rect: Rect) {
        let inner = canvas.box(rect, title: .strong("no asyncio service runs here"))
        var y = canvas.put(
            wrapped: Phrase("d", .key) + " starts the demo: an order desk that behaves and misbehaves",
            in: Rect(inner.x, inner.y + 1, inner.width, 2))
        y += 1
        for (index, line) in waysIn.enumerated() {
            canvas.put(index == 0 ? .muted(line) : Phrase(line), x: inner.x, y: y + index, width: inner.width)
        }
        let last = y + waysIn.count + 1
        guard last < inner.y + inner.height else { return }
        canvas.put(.muted("a service that starts now appears here"), x: inner.x, y: last, width: inner.width)
    }

    private func drawHints(on canvas: inout Canvas) {
        let hints = Hints.of(.services, in: settings.configuration.keys).right.filter { binding in
            switch binding.action {
            case .accept: !rows.isEmpty
            case .workers: rows.contains { $0.application.hasWorkers }
            default: true
            }
        }
        let phrases = hints.map { binding in
            Phrase(binding.keys[0].name(settings.glyphs), .key) + .muted(" \(binding.hint ?? "")")
        }
        canvas.put(.joined(phrases, by: "  "), x: 1, y: canvas.grid.size.height - 1)
    }
}
