/// Columns of plain text, two spaces apart.
struct TextTable {
    private var rows: [[String]]
    private let rightAligned: Set<Int>

    init(_ head: [String], rightAligned: Set<Int> = []) {
        rows = [head]
        self.rightAligned = rightAligned
    }

    /// Adds a row with as many cells as the head. Names are hostile: what could move a cursor is replaced.
    mutating func add(_ cells: [String]) {
        rows.append(cells.map(Self.harmless))
    }

    /// The table, every line with its end.
    var text: String {
        let columns = rows[0].count
        let widths = (0..<columns).map { column in rows.map { $0[column].count }.max() ?? 0 }
        var text = ""
        for row in rows {
            var line = ""
            for (column, cell) in row.enumerated() {
                let padding = String(repeating: " ", count: widths[column] - cell.count)
                if column > 0 { line += "  " }
                if rightAligned.contains(column) {
                    line += padding + cell
                } else {
                    line += column == columns - 1 ? cell : cell + padding
                }
            }
            while line.last == " " { line.removeLast() }
            text += line + "\n"
        }
        return text
    }

    private static func harmless(_ text: String) -> String {
        let isPlain = text.unicodeScalars.allSatisfy { scalar in
            switch scalar.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate: false
            default: true
            }
        }
        guard !isPlain else { return text }
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate: result.append("\u{FFFD}")
            default: result.append(scalar)
            }
        }
        return String(result)
    }
}
