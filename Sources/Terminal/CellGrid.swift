/// One place on the screen.
public struct Cell: Hashable, Sendable {
    /// What stands there: one grapheme of width 1 or 2; empty for the right half of a wide one.
    public var text: Character?
    /// How it is drawn.
    public var style: Style

    /// Makes a cell.
    public init(_ text: Character? = " ", _ style: Style = .plain) {
        self.text = text
        self.style = style
    }

    /// A space in the terminal's own look.
    public static let blank = Cell()
}

/// A screenful of cells: what screens draw into, and what a terminal presents. A plain value.
///
/// Drawing outside is allowed and has no effect: clipping is the grid's work, not the caller's.
public struct CellGrid: Hashable, Sendable {
    /// Columns and rows.
    public let size: Size
    private var cells: [Cell]

    /// Makes a grid of blanks in one style.
    public init(_ size: Size, style: Style = .plain) {
        self.size = size
        cells = Array(repeating: Cell(" ", style), count: size.width * size.height)
    }

    /// The whole grid as a rectangle.
    public var bounds: Rect { Rect(0, 0, size.width, size.height) }

    /// The cell at a place inside the grid.
    public subscript(x: Int, y: Int) -> Cell {
        get { cells[y * size.width + x] }
        set { cells[y * size.width + x] = newValue }
    }

    /// Writes text from a place to the right, harmless to the terminal (`TextWidth.sanitized`), cut at `limit` columns
    /// or the edge.
    ///
    /// - Returns: the column after the last one written.
    @discardableResult
    public mutating func put(_ text: some StringProtocol, x: Int, y: Int, style: Style = .plain, limit: Int = .max)
        -> Int
    {
        guard y >= 0, y < size.height else { return x }
        let edge = limit == .max ? size.width : min(size.width, x + max(0, limit))
        var column = x
        for character in text {
            let (glyph, width) = TextWidth.printable(character)
            guard width > 0 else { continue }
            guard column + width <= edge else { break }
            if column >= 0 { place(glyph, width: width, x: column, y: y, style: style) }
            column += width
        }
        return column
    }

    /// Fills a rectangle with one character of width 1.
    public mutating func fill(_ rect: Rect, with character: Character = " ", style: Style) {
        for y in max(0, rect.y)..<max(max(0, rect.y), min(size.height, rect.y + rect.height)) {
            for x in max(0, rect.x)..<max(max(0, rect.x), min(size.width, rect.x + rect.width)) {
                place(character, width: 1, x: x, y: y, style: style)
            }
        }
    }

    /// Changes the style of what stands in a rectangle, cell by cell.
    public mutating func restyle(_ rect: Rect, _ change: (Style) -> Style) {
        for y in max(0, rect.y)..<max(max(0, rect.y), min(size.height, rect.y + rect.height)) {
            for x in max(0, rect.x)..<max(max(0, rect.x), min(size.width, rect.x + rect.width)) {
                self[x, y].style = change(self[x, y].style)
            }
        }
    }

    /// The rows as text, without styles and without spaces at their ends.
    public var lines: [String] {
        (0..<size.height).map { y in
            var line = String((0..<size.width).compactMap { self[$0, y].text })
            while line.last == " " { line.removeLast() }
            return line
        }
    }

    /// Puts a glyph down and never leaves half of a wide one behind.
    private mutating func place(_ glyph: Character, width: Int, x: Int, y: Int, style: Style) {
        clearHalf(x: x, y: y)
        self[x, y] = Cell(glyph, style)
        guard width == 2, x + 1 < size.width else { return }
        clearHalf(x: x + 1, y: y)
        self[x + 1, y] = Cell(nil, style)
    }

    /// Blanks the other half of a wide glyph that is about to be overwritten in part.
    private mutating func clearHalf(x: Int, y: Int) {
        if self[x, y].text == nil, x > 0 { self[x - 1, y].text = " " }
        if x + 1 < size.width, self[x + 1, y].text == nil { self[x + 1, y].text = " " }
    }
}
