import Terminal

extension Canvas {
    /// Draws a history as a curve one row high, the newest at the right.
    ///
    /// - Parameter role: what a value means.
    mutating func sparkline(
        _ samples: [Double?], maximum: Double, x: Int, y: Int, width: Int, symbols: PlotSymbols? = nil,
        role: (Double) -> Role
    ) {
        let row = Plot.row(of: samples, width: width, maximum: maximum, symbols: symbols ?? glyphs.plot)
        for (column, cell) in row.enumerated() {
            guard let cell else { continue }
            put(Phrase(String(cell.character), role(cell.value)), x: x + column, y: y)
        }
    }
}

extension PlotSymbols {
    /// The same in one column a cell: where a single second shall be seen.
    var wide: PlotSymbols { self == .braille ? .block : self }
}

extension [Double?] {
    /// So many values of all: each the largest of its share, nil where all of it are nil.
    func folded(to count: Int) -> [Double?] {
        guard count > 0, self.count > count else { return self }
        return (0..<count).map { index in
            self[self.count * index / count..<self.count * (index + 1) / count].compactMap(\.self).max()
        }
    }
}
