import Terminal

extension KeyContext {
    static let columns = KeyContext("columns", title: "columns of a list", .dialog)
}

extension Action {
    static let toggleColumn = Action("toggle-column")
    static let moveDown = Action("move-down")
    static let moveUp = Action("move-up")
    static let widen = Action("widen")
    static let narrow = Action("narrow")
    static let adapt = Action("adapt")
    static let reset = Action("reset")
}

/// The columns of a list: which are shown, in which order, and how wide; the list behind it shows what is chosen.
struct ColumnsDialog: Dialog {
    static let keys = KeySection(
        .columns,
        DialogBindings.movement(.columns, down: [.down, .character("j")], up: [.up, .character("k")]) + [
            binding(.toggleColumn, [.character(" ")], "show the column, or not"),
            binding(.moveDown, [.character("J")], "move the column down"),
            binding(.moveUp, [.character("K")], "move the column up"),
            binding(.widen, [.right, .character("l")], "wider"),
            binding(.narrow, [.left, .character("h")], "narrower"),
            binding(.adapt, [.character("0")], "as wide as the terminal allows"),
            DialogBindings.accept(.columns, "keep these columns"),
            binding(.reset, [.character("r")], "all columns, as they were at first"),
            DialogBindings.close(.columns, [.escape, .control("c"), .character("q")]),
        ])

    private static func binding(_ action: Action, _ keys: [Key], _ help: String) -> Binding {
        Binding(action: action, keys: keys, context: .columns, hint: nil, help: help)
    }

    let table: TableName
    /// The columns before.
    private let before: [ChosenColumn]?
    /// Every column, those that are shown in their order.
    private(set) var columns: [ChosenColumn]
    private(set) var shown: Set<String>
    private(set) var selected = 0
    private(set) var complaint: String?
    /// How wide each is now by itself.
    private let natural: [String: Int]

    /// - Parameter natural: how wide columns are on screen, by name; the widths that a person begins with.
    init(_ table: TableName, chosen: [ChosenColumn]?, natural: [String: Int]) {
        self.table = table
        self.natural = natural
        before = chosen
        let all = table.columns.map { ChosenColumn($0) }
        let first = chosen ?? all
        shown = Set(first.map(\.name))
        columns = first + all.filter { column in !first.contains { $0.name == column.name } }
    }

    /// What is shown, in its order.
    var chosen: [ChosenColumn] { columns.filter { shown.contains($0.name) } }

    mutating func act(_ action: Action, _ scene: Scene) -> [Step] {
        complaint = nil
        switch action {
        case .close: return [.columns(table, before), .close]
        case .accept: return keep()
        case .reset: return [.columns(table, nil), .effect(.keepColumns(table, nil)), .close]
        case .down: selected = min(selected + 1, columns.count - 1)
        case .up: selected = max(selected - 1, 0)
        case .toggleColumn: shown.formSymmetricDifference([columns[selected].name])
        case .moveDown: move(by: 1)
        case .moveUp: move(by: -1)
        case .widen: widen(by: 1)
        case .narrow: widen(by: -1)
        case .adapt: columns[selected].width = nil
        default: break
        }
        // The list behind it shows what is chosen.
        return [.columns(table, chosen)]
    }

    private mutating func keep() -> [Step] {
        guard !shown.isEmpty else {
            complaint = "one column at least stays"
            return []
        }
        let kept = chosen == table.columns.map { ChosenColumn($0) } ? nil : chosen
        return [.columns(table, kept), .effect(.keepColumns(table, kept)), .close]
    }

    private mutating func move(by step: Int) {
        let target = selected + step
        guard columns.indices.contains(target) else { return }
        columns.swapAt(selected, target)
        selected = target
    }

    private mutating func widen(by step: Int) {
        let widths = ChosenColumn.widths
        let now = columns[selected].width ?? natural[columns[selected].name] ?? 12
        columns[selected].width = min(widths.upperBound, max(widths.lowerBound, now + step))
    }

    /// Draws it over a screen.
    func draw(_ scene: Scene, on canvas: inout Canvas) -> Cursor? {
        let size = canvas.grid.size
        let width = min(52, size.width)
        let height = min(columns.count + 6, size.height)
        let frame = Rect((size.width - width) / 2, (size.height - height) / 2, width, height)
        canvas.grid.fill(frame, style: canvas.theme[.text])
        let inner = canvas.box(frame, title: .strong("columns of \(table.rawValue)"), role: .key)
        let page = max(1, inner.height - 4)
        let first = max(0, min(selected - page / 2, columns.count - page))
        var cursor: Cursor?
        for (line, index) in columns.indices.dropFirst(first).prefix(page).enumerated() {
            let y = inner.y + line
            if index == selected {
                canvas.band(.selection, y: y, x: inner.x - 1, width: inner.width + 2)
                cursor = Cursor(x: inner.x, y: y, isVisible: false)
            }
            let isShown = shown.contains(columns[index].name)
            let mark = isShown ? Phrase("[x] ", .good) : .muted("[ ] ")
            let name = Phrase(columns[index].name, isShown ? .strong : .muted)
            canvas.put(mark + name, x: inner.x, y: y, width: inner.width - 12)
            let wide: Phrase = columns[index].width.map { Phrase("\($0) wide") } ?? .muted("adapts")
            canvas.put(wide, x: inner.x + inner.width - 10, y: y, width: 10, align: .right)
        }
        drawKeys(on: &canvas, in: Rect(inner.x, inner.y + inner.height - 4, inner.width, 4))
        return cursor
    }

    private func drawKeys(on canvas: inout Canvas, in rect: Rect) {
        if let complaint { canvas.put(Phrase(complaint, .look), x: rect.x, y: rect.y, width: rect.width) }
        let glyphs = canvas.glyphs
        let left = Key.left.name(glyphs)
        let right = Key.right.name(glyphs)
        let lines = [
            [("space", "show or not"), ("K J", "move")], [("\(left) \(right)", "width"), ("0", "adapts")],
            [("\(glyphs.enter)", "keep"), ("r", "as they were at first"), ("esc", "leave")],
        ]
        for (line, keys) in lines.enumerated() {
            let hints = keys.map { Phrase($0.0, .key) + .muted(" \($0.1)") }
            canvas.put(.joined(hints, by: "  "), x: rect.x, y: rect.y + 1 + line, width: rect.width)
        }
    }
}
