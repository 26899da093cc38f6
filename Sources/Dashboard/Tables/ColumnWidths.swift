/// What a column asks for.
struct ColumnWidth: Hashable, Sendable {
    /// Columns at the least and at the most; what is left over goes to the columns in proportion to `growth`.
    var least: Int
    var most: Int
    var growth: Int
    /// Where room is short the column with the lowest rank goes first.
    var rank: Int

    /// A column of one width.
    static func fixed(_ width: Int, rank: Int) -> ColumnWidth {
        ColumnWidth(least: width, most: width, growth: 0, rank: rank)
    }
}

enum ColumnWidths {
    /// Columns between two columns.
    static let gap = 2

    /// Which columns fit, each with its place.
    static func share(_ width: Int, among wishes: [ColumnWidth]) -> [(index: Int, x: Int, width: Int)] {
        var shown = Array(wishes.indices)
        func needed() -> Int { shown.reduce(-gap) { $0 + wishes[$1].least + gap } }
        while shown.count > 1, needed() > width {
            let lowest = shown.indices.min { wishes[shown[$0]].rank < wishes[shown[$1]].rank } ?? 0
            shown.remove(at: lowest)
        }
        var widths = shown.map { min(wishes[$0].least, max(0, width)) }
        var spare = width - needed()
        while spare > 0 {
            let growing = shown.indices.filter { wishes[shown[$0]].growth > 0 && widths[$0] < wishes[shown[$0]].most }
            let shares = growing.reduce(0) { $0 + wishes[shown[$1]].growth }
            guard shares > 0 else { break }
            let unit = max(1, spare / shares)
            for index in growing where spare > 0 {
                let wish = wishes[shown[index]]
                let more = min(unit * wish.growth, wish.most - widths[index], spare)
                widths[index] += more
                spare -= more
            }
        }
        var x = 0
        return shown.indices.map { index in
            defer { x += widths[index] + gap }
            return (shown[index], x, widths[index])
        }
    }
}
