import Terminal

/// A screen as a picture that a person can look at in a review: SVG, kept small.
enum GridPicture {
    /// The sizes of screens of which there are pictures: what they show is the same at others.
    static let sizes = [Size(80, 24), Size(120, 36)]

    private static let cell = Size(8, 17)
    private static let paper = "#1a1b26"
    private static let ink = "#c0caf5"

    static func svg(of grid: CellGrid) -> String {
        var classes: [String] = []
        var rows: [String] = []
        for y in 0..<grid.size.height {
            let row = row(grid, y: y, &classes)
            if !row.isEmpty { rows.append(row) }
        }
        let (width, height) = (grid.size.width * cell.width, grid.size.height * cell.height)
        let styles = classes.enumerated().map { ".c\($0.offset){\($0.element)}" }.joined()
        let head = """
            <svg xmlns="http://www.w3.org/2000/svg" width="\(width)" height="\(height)" font-family="monospace" \
            font-size="13.3" fill="\(ink)" xml:space="preserve"><style>\(styles)</style>
            <rect width="100%" height="100%" fill="\(paper)"/>
            """
        return ([head] + rows + ["</svg>"]).joined(separator: "\n") + "\n"
    }

    /// Pieces of one look each, at the places of their cells.
    private static func row(_ grid: CellGrid, y: Int, _ classes: inout [String]) -> String {
        var bands = ""
        var spans = ""
        var x = 0
        while x < grid.size.width {
            let style = grid[x, y].style
            var end = x + 1
            while end < grid.size.width, grid[end, y].style == style { end += 1 }
            let look = look(of: style)
            if let background = look.background {
                bands +=
                    "<rect x=\"\(x * cell.width)\" y=\"\(y * cell.height)\" width=\"\((end - x) * cell.width)\" height=\"\(cell.height)\" fill=\"\(background)\"/>"
            }
            let text = (x..<end).map { column in grid[column, y].text.map { String($0) } ?? "" }.joined()
            let blanks = text.prefix { $0 == " " }.count
            let words = escaped(text.dropFirst(blanks).reversed().drop { $0 == " " }.reversed())
            if !words.isEmpty {
                let place = (x + blanks) * cell.width
                spans += "<tspan x=\"\(place)\"\(name(of: look.css, &classes))>\(words)</tspan>"
            }
            x = end
        }
        return spans.isEmpty ? bands : bands + "<text y=\"\(y * cell.height + 13)\">\(spans)</text>"
    }

    private static func name(of css: String, _ classes: inout [String]) -> String {
        guard !css.isEmpty else { return "" }
        if let known = classes.firstIndex(of: css) { return " class=\"c\(known)\"" }
        classes.append(css)
        return " class=\"c\(classes.count - 1)\""
    }

    private static func look(of style: Style) -> (css: String, background: String?) {
        var (front, back) = (color(style.foreground), color(style.background))
        if style.attributes.contains(.reverse) { (front, back) = (back ?? paper, front ?? ink) }
        var css = front.map { ["fill:\($0)"] } ?? []
        if style.attributes.contains(.bold) { css.append("font-weight:bold") }
        if style.attributes.contains(.dim) { css.append("opacity:.6") }
        if style.attributes.contains(.underline) { css.append("text-decoration:underline") }
        return (css.joined(separator: ";"), back)
    }

    private static func color(_ color: Color) -> String? {
        switch color {
        case .terminalDefault: return nil
        case .ansi(let number):
            let names = [
                "#15161e", "#f7768e", "#9ece6a", "#e0af68", "#7aa2f7", "#bb9af7", "#7dcfff", "#a9b1d6", "#6e7687",
            ]
            return names[min(Int(number), names.count - 1)]
        case .rgb(let red, let green, let blue):
            return "#" + [red, green, blue].map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
        }
    }

    private static func escaped(_ text: some Sequence<Character>) -> String {
        text.map { character in
            switch character {
            case "&": "&amp;"
            case "<": "&lt;"
            case ">": "&gt;"
            default: String(character)
            }
        }.joined()
    }
}
