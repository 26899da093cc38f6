import Terminal

/// A list in columns.
struct Table<Row> {
    var columns: [TableColumn<Row>]
    var rows: ArraySlice<Row>
    /// The place of the selected row among `rows`' indices.
    var selected: Int?
    /// The column that the list is ordered by, and which way.
    var sorted: ListOrder?
    /// The places of the rows that are marked.
    var marked: Set<Int> = []
    /// Rows of the list that stand before the first of `rows`' indices.
    var offset = 0

    /// Draws the titles in the first row of a rectangle, and below it as many rows as fit.
    ///
    /// - Returns: where the selected row stands.
    @discardableResult
    func draw(_ scene: Scene, on canvas: inout Canvas, in rect: Rect) -> Cursor? {
        let places = ColumnWidths.share(rect.width - 2, among: columns.map(\.width))
        canvas.band(.columns, y: rect.y, x: rect.x, width: rect.width)
        for (index, x, width) in places {
            let arrow = sorted?.isAscending == true ? canvas.glyphs.sortAscending : canvas.glyphs.sortDescending
            canvas.put(
                title(columns[index], arrow), x: rect.x + 1 + x, y: rect.y, width: width,
                align: columns[index].align)
            if columns[index].isSortable {
                canvas.clickable(Rect(rect.x + 1 + x, rect.y, width, 1), .column(columns[index].id))
            }
        }
        var cursor: Cursor?
        for (line, index) in rows.indices.prefix(max(0, rect.height - 1)).enumerated() {
            let y = rect.y + 1 + line
            canvas.clickable(Rect(rect.x, y, rect.width, 1), .row(offset + index))
            if index == selected {
                canvas.band(.selection, y: y, x: rect.x, width: rect.width)
                cursor = Cursor(x: rect.x, y: y, isVisible: false)
            }
            if marked.contains(index) { canvas.put(Phrase("*", .key), x: rect.x, y: y) }
            for (column, x, width) in places {
                let place = Rect(rect.x + 1 + x, y, width, 1)
                let text = columns[column].fitting?(rows[index], width)
                canvas.put(
                    text ?? columns[column].cell(rows[index], scene), x: place.x, y: y, width: width,
                    align: columns[column].align)
                columns[column].drawing?(rows[index], &canvas, place)
            }
        }
        return cursor
    }

    private func title(_ column: TableColumn<Row>, _ arrow: Character) -> Phrase {
        guard let sorted, sorted.column == column.id, !column.title.isEmpty else { return .muted(column.title) }
        return Phrase("\(column.title) \(arrow)", .key)
    }
}
