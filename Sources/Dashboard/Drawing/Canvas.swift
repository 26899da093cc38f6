import Model
import Terminal

/// A grid with a theme and glyphs: what screens draw on. All text is made harmless by the grid.
struct Canvas {
    var grid: CellGrid
    let theme: Theme
    let glyphs: Glyphs
    private let bands: [Style]
    /// What a click means where, made while drawing: what was drawn last lies on top.
    private(set) var regions: [HitRegion] = []

    init(_ size: Size, theme: Theme, glyphs: Glyphs) {
        grid = CellGrid(size, style: theme[.text])
        self.theme = theme
        self.glyphs = glyphs
        bands = theme.bands
    }

    /// Where a phrase stands in its width, and which end of it is cut where it does not fit.
    enum Alignment: Hashable, Sendable {
        case left, right
        /// At the left, cut at its beginning: the line number of a place is what must stay.
        case keepingEnd
    }

    /// Writes a phrase into so many columns; where it does not fit it ends in an ellipsis.
    ///
    /// - Returns: the column after the last one written.
    @discardableResult
    mutating func put(_ phrase: Phrase, x: Int, y: Int, width: Int = .max, align: Alignment = .left) -> Int {
        let room = min(width, grid.size.width - x)
        guard room > 0, y >= 0, y < grid.size.height else { return x }
        let fitted =
            align == .keepingEnd
            ? phrase.fittedAtEnd(to: room, ellipsis: glyphs.ellipsis)
            : phrase.fitted(to: room, ellipsis: glyphs.ellipsis)
        var column = x
        if align == .right { column += room - fitted.columns(upTo: room) }
        for span in fitted.spans {
            column = grid.put(span.text, x: column, y: y, style: style(span.role, x: column, y: y))
        }
        return column
    }

    /// Writes facts beside each other; the last ones are left out where not all fit.
    mutating func put(list facts: [Phrase], by wide: Phrase = "   ", x: Int, y: Int, width: Int) {
        var shown = facts.filter { !$0.isEmpty }
        var separator = wide
        while shown.count > 1, Phrase.joined(shown, by: separator).columns(upTo: width + 1) > width {
            if separator.text == "   " {
                separator = "  "
            } else {
                shown.removeLast()
            }
        }
        put(.joined(shown, by: separator), x: x, y: y, width: width)
    }

    /// Writes words over several lines; where they need more than there are, the last one ends in an ellipsis.
    ///
    /// - Returns: the row after the last one.
    @discardableResult
    mutating func put(wrapped phrase: Phrase, in rect: Rect) -> Int {
        let lines = phrase.wrapped(to: rect.width)
        for (row, line) in lines.prefix(rect.height).enumerated() {
            let isCut = row == rect.height - 1 && lines.count > rect.height
            let shown = isCut ? line.fitted(to: max(0, rect.width - 2), ellipsis: " ") : line
            put(isCut ? shown + .muted(" \(glyphs.ellipsis)") : line, x: rect.x, y: rect.y + row, width: rect.width)
        }
        return rect.y + min(lines.count, rect.height)
    }

    /// Writes lines below each other; how many more there are is said in the border below them.
    mutating func put(lines: some Collection<Phrase>, in rect: Rect) {
        for (row, line) in lines.prefix(rect.height).enumerated() {
            put(line, x: rect.x, y: rect.y + row, width: rect.width)
        }
        tellMore(lines.count - rect.height, below: rect)
    }

    /// Says in the lower border of a box, below its content, that there is more than it shows.
    mutating func tellMore(_ count: Int, below content: Rect) {
        guard count > 0, content.height > 0 else { return }
        let words = Phrase.muted(" \(glyphs.ellipsis) \(NumberText.grouped(count)) more ")
        let width = words.columns()
        guard width <= content.width else { return }
        put(words, x: content.x + content.width - width, y: content.y + content.height, width: width)
    }

    /// The look of a role on what is there already: its background, and whether it is reversed or underlined. A band
    /// that names a colour for text has it for all that stands on it: not every colour is readable there.
    private func style(_ role: Role, x: Int, y: Int) -> Style {
        var style = theme[role]
        guard x < grid.size.width else { return style }
        let below = grid[max(0, x), y].style
        style.attributes.formUnion(below.attributes.intersection([.reverse, .underline]))
        // Reversed, a colour of text would be a patch of background.
        if below.attributes.contains(.reverse) { style.foreground = below.foreground }
        guard style.background == .terminalDefault || style.background == theme[.text].background else { return style }
        style.background = below.background
        if let band = bands.first(where: { $0.background == below.background }) { style.foreground = band.foreground }
        return style
    }

    /// Gives a whole row the background of a role.
    mutating func band(_ role: Role, y: Int, x: Int = 0, width: Int = .max) {
        let look = theme[role]
        let rect = Rect(x, y, min(width, grid.size.width - x), 1)
        grid.restyle(rect) { style in
            var style = style
            if look.background != .terminalDefault {
                style.background = look.background
                if look.foreground != .terminalDefault { style.foreground = look.foreground }
            }
            style.attributes.formUnion(look.attributes)
            return style
        }
    }

    /// Has a click on a rectangle mean something.
    mutating func clickable(_ rect: Rect, _ target: HitTarget) {
        regions.append(HitRegion(rect: rect, target: target))
    }

    /// What was drawn so far lies below something else.
    mutating func forgetRegions() { regions = [] }

    /// Draws a box with a title on the left and a note on the right of its upper line.
    ///
    /// - Returns: the rectangle for its content, one column of air on both sides.
    @discardableResult
    mutating func box(_ rect: Rect, title: Phrase, note: Phrase = "", role: Role = .border) -> Rect {
        guard rect.width >= 4, rect.height >= 2 else { return Rect(rect.x, rect.y, 0, 0) }
        let line = String(repeating: glyphs.horizontal, count: rect.width - 2)
        let right = rect.x + rect.width - 1
        let bottom = rect.y + rect.height - 1
        put(Phrase("\(glyphs.topLeft)\(line)\(glyphs.topRight)", role), x: rect.x, y: rect.y)
        put(Phrase("\(glyphs.bottomLeft)\(line)\(glyphs.bottomRight)", role), x: rect.x, y: bottom)
        for y in rect.y + 1..<max(rect.y + 1, bottom) {
            put(Phrase("\(glyphs.vertical)", role), x: rect.x, y: y)
            put(Phrase("\(glyphs.vertical)", role), x: right, y: y)
        }
        let room = rect.width - 6
        if !title.isEmpty { put(Phrase(" ") + title + " ", x: rect.x + 2, y: rect.y, width: room) }
        let used = title.columns(upTo: room) + 4
        let width = note.columns() + 2
        if !note.isEmpty, used + width <= rect.width - 2 {
            put(Phrase(" ") + note + " ", x: right - 1 - width, y: rect.y, width: width)
        }
        return Rect(rect.x + 2, rect.y + 1, rect.width - 4, rect.height - 2)
    }

    /// Draws a thin bar on a track: `share` 0 to 1. A bar that is to be looked at is so at its end, and well before it.
    mutating func gauge(_ share: Double, x: Int, y: Int, width: Int, role: Role) {
        guard width > 0 else { return }
        let bounded = share.isFinite ? min(1, max(0, share)) : 0
        let filled = bounded > 0 ? max(1, Int(saturating: (bounded * Double(width)).rounded())) : 0
        put(
            Phrase(String(repeating: glyphs.barFull, count: filled), role)
                + Phrase(String(repeating: glyphs.barEmpty, count: width - filled), .border), x: x, y: y)
        guard let heat = Heat.of(role), heat > 0 else { return }
        for column in 0..<filled where x + column < grid.size.width {
            let style = theme.gradient(at: heat * Double(column + 1) / Double(filled))
            grid.restyle(Rect(x + column, y, 1, 1)) { style.on($0.background) }
        }
    }
}
