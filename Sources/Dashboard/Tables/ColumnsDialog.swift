import Terminal

/// The columns of a list: which are shown, and in which order.
struct ColumnsDialog: Sendable {
    /// What the person wants.
    enum Answer: Hashable, Sendable {
        /// These columns, from now on.
        case keep([String])
        /// All, as they stand by themselves.
        case reset
        case close
    }

    let table: TableName
    /// Every column, those that are shown in their order.
    private(set) var names: [String]
    private(set) var shown: Set<String>
    private(set) var selected = 0
    private(set) var complaint: String?

    init(_ table: TableName, chosen: [String]?) {
        self.table = table
        let all = table.columns
        let first = chosen ?? all
        names = first + all.filter { !first.contains($0) }
        shown = Set(first)
    }

    /// Takes in a key.
    mutating func handle(_ key: Key) -> Answer? {
        complaint = nil
        switch key {
        case .escape, .control("c"), .character("q"): return .close
        case .enter:
            guard !shown.isEmpty else {
                complaint = "one column at least stays"
                return nil
            }
            return .keep(names.filter(shown.contains))
        case .character("r"): return .reset
        case .down, .character("j"): selected = min(selected + 1, names.count - 1)
        case .up, .character("k"): selected = max(selected - 1, 0)
        case .character(" "): shown.formSymmetricDifference([names[selected]])
        case .right, .character("J"): move(by: 1)
        case .left, .character("K"): move(by: -1)
        default: break
        }
        return nil
    }

    private mutating func move(by step: Int) {
        let target = selected + step
        guard names.indices.contains(target) else { return }
        names.swapAt(selected, target)
        selected = target
    }

    /// Draws it over a screen.
    func draw(on canvas: inout Canvas) -> Cursor? {
        let size = canvas.grid.size
        let width = min(52, size.width)
        let height = min(names.count + 5, size.height)
        let frame = Rect((size.width - width) / 2, (size.height - height) / 2, width, height)
        canvas.grid.fill(frame, style: canvas.theme[.text])
        let inner = canvas.box(frame, title: .strong("columns of \(table.rawValue)"), role: .key)
        let page = max(1, inner.height - 3)
        let first = max(0, min(selected - page / 2, names.count - page))
        var cursor: Cursor?
        for (line, index) in names.indices.dropFirst(first).prefix(page).enumerated() {
            let y = inner.y + line
            if index == selected {
                canvas.band(.selection, y: y, x: inner.x - 1, width: inner.width + 2)
                cursor = Cursor(x: inner.x, y: y, isVisible: false)
            }
            let isShown = shown.contains(names[index])
            let mark = isShown ? Phrase("[x] ", .good) : .muted("[ ] ")
            canvas.put(mark + Phrase(names[index], isShown ? .strong : .muted), x: inner.x, y: y, width: inner.width)
        }
        let y = inner.y + inner.height - 2
        if let complaint { canvas.put(Phrase(complaint, .look), x: inner.x, y: y - 1, width: inner.width) }
        let keys = [("space", "show or not"), ("K J", "move")].map { Phrase($0.0, .key) + .muted(" \($0.1)") }
        canvas.put(.joined(keys, by: "  "), x: inner.x, y: y, width: inner.width)
        let ends = [(canvas.glyphs.enter, "keep"), ("r", "as they were at first"), ("esc", "leave")]
        let more = ends.map { Phrase($0.0, .key) + .muted(" \($0.1)") }
        canvas.put(.joined(more, by: "  "), x: inner.x, y: y + 1, width: inner.width)
        return cursor
    }
}

extension Dashboard {
    mutating func openColumns() {
        guard let table = tableName else {
            note = .muted("there are no columns to choose here")
            return
        }
        columnsDialog = ColumnsDialog(table, chosen: columns[table])
    }

    /// Takes a key where the dialog is open.
    mutating func answerColumns(_ key: Key) -> [Effect] {
        guard let dialog = columnsDialog else { return [] }
        let answer = columnsDialog?.handle(key)
        guard let answer else { return [] }
        columnsDialog = nil
        switch answer {
        case .close: return []
        case .keep(let names): columns[dialog.table] = names == dialog.table.columns ? nil : names
        case .reset: columns[dialog.table] = nil
        }
        return [.keepColumns(dialog.table, columns[dialog.table])]
    }

    /// The answer to `Effect.keepColumns`: nil where they are in the file, else why not.
    public mutating func receive(columnsProblem problem: String?) {
        note = problem.map { Phrase("the columns hold until looptop ends: \($0)", .look) }
    }
}
