extension Plot {
    /// Draws a row of cells, one a sample, the newest at its right end: the hotter, the higher, so that colour is not
    /// the only sign.
    ///
    /// - Parameters:
    ///   - levels: oldest first, 0 to 1; nil leaves a gap; what does not fit is left out at the left.
    ///   - style: the style of a level.
    public static func heat(
        into grid: inout CellGrid, x: Int, y: Int, width: Int, levels: [Double?], symbols: PlotSymbols,
        style: (Double) -> Style
    ) {
        let shown = levels.suffix(max(0, width))
        for (column, level) in zip(width - shown.count..<max(width, 0), shown) {
            guard let level, level.isFinite, let character = symbols.heat(level) else { continue }
            grid.put(String(character), x: x + column, y: y, style: style(min(1, max(0, level))))
        }
    }
}

extension PlotSymbols {
    /// The character of a level from 0 to 1: never nothing, for 0 is not a gap.
    public func heat(_ level: Double) -> Character? {
        let symbols: PlotSymbols = self == .ascii ? .ascii : .block
        let steps = symbols.stepsPerCell
        return symbols.character([max(1, Int((min(1, max(0, level)) * Double(steps)).rounded()))])
    }
}
