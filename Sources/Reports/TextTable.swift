import Model
import Terminal

/// Columns of plain text, two spaces apart, aligned by the cells that a terminal gives them.
struct TextTable {
    private var rows: [[Cell]] = []
    private var workers: [Int: String] = [:]
    private let rightAligned: Set<Int>

    private struct Cell {
        let text: String
        let width: Int

        /// Names are hostile: what could move a cursor is replaced.
        init(_ text: String) {
            self.text = TextWidth.sanitized(text)
            width = TextWidth.columns(text)
        }
    }

    init(_ head: [String], rightAligned: Set<Int> = []) {
        self.rightAligned = rightAligned
        add(head)
    }

    /// A table that begins with a column for the worker, where there are several.
    init(_ head: [String], rightAligned: Set<Int> = [], in picture: Picture) {
        workers = picture.workers
        let isOfMany = !workers.isEmpty
        let isNumber = workers.allSatisfy { "\($0.key)" == $0.value }
        let title = isNumber ? "WORKER" : "SERVICE"
        self.rightAligned =
            isOfMany ? Set(rightAligned.map { $0 + 1 }).union(isNumber ? [0] : []) : rightAligned
        add(isOfMany ? [title] + head : head)
    }

    /// Adds a row of a worker's with as many cells as the head.
    mutating func add(_ cells: [String], worker: Int) {
        add(workers.isEmpty ? cells : [workers[worker] ?? "\(worker)"] + cells)
    }

    /// Adds a row with as many cells as the head.
    mutating func add(_ cells: [String]) {
        rows.append(cells.map { Cell($0) })
    }

    /// The table, every line with its end.
    var text: String {
        let columns = rows[0].count
        let widths = (0..<columns).map { column in rows.map { $0[column].width }.max() ?? 0 }
        var text = ""
        for row in rows {
            var line = ""
            for (column, cell) in row.enumerated() {
                let padding = String(repeating: " ", count: widths[column] - cell.width)
                if column > 0 { line += "  " }
                if rightAligned.contains(column) {
                    line += padding + cell.text
                } else {
                    line += column == columns - 1 ? cell.text : cell.text + padding
                }
            }
            while line.last == " " { line.removeLast() }
            text += line + "\n"
        }
        return text
    }
}
