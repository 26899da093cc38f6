/// What a plot is drawn with.
public enum PlotSymbols: String, Hashable, Sendable, CaseIterable {
    /// 2 by 4 dots a cell.
    case braille
    /// One column of eighths a cell.
    case block
    /// One column a cell: `.`, `:`, `#`.
    case ascii

    /// Samples that fit beside each other in a cell.
    public var samplesPerCell: Int { self == .braille ? 2 : 1 }

    /// Steps of height in a cell.
    var stepsPerCell: Int {
        switch self {
        case .braille: 4
        case .block: 8
        case .ascii: 3
        }
    }

    /// The character for a cell that is filled to these steps, one entry a sample; nil for nothing at all.
    func character(_ steps: [Int]) -> Character? {
        guard steps.contains(where: { $0 > 0 }) else { return nil }
        switch self {
        case .braille:
            let left: [UInt32] = [0x00, 0x40, 0x44, 0x46, 0x47]
            let right: [UInt32] = [0x00, 0x80, 0xA0, 0xB0, 0xB8]
            let bits = left[steps[0]] | (steps.count > 1 ? right[steps[1]] : 0)
            return Unicode.Scalar(0x2800 + bits).map(Character.init)
        case .block: return Array("▁▂▃▄▅▆▇█")[steps[0] - 1]
        case .ascii: return Array(".:#")[steps[0] - 1]
        }
    }
}

/// Draws a history as a filled curve.
public enum Plot {
    /// Draws samples into a rectangle, the newest at its right edge; what does not fit is left out at the left.
    ///
    /// - Parameters:
    ///   - samples: oldest first; nil leaves a gap; what is above `maximum` is drawn at the top.
    ///   - maximum: the value at the upper edge, more than 0.
    ///   - style: the style of a row, given the height of its upper edge from 0 to 1.
    public static func draw(
        into grid: inout CellGrid, rect: Rect, samples: [Double?], maximum: Double, symbols: PlotSymbols,
        style: (Double) -> Style
    ) {
        guard rect.width > 0, rect.height > 0, maximum > 0 else { return }
        let perCell = symbols.samplesPerCell
        let steps = symbols.stepsPerCell
        let shown = samples.suffix(rect.width * perCell)
        let missing = rect.width * perCell - shown.count
        let heights = Array(repeating: 0, count: missing) + shown.map { height($0, maximum, rect.height * steps) }
        for row in 0..<rect.height {
            let floor = (rect.height - 1 - row) * steps
            let rowStyle = style(Double(rect.height - row) / Double(rect.height))
            for column in 0..<rect.width {
                let filled = (0..<perCell).map { min(steps, max(0, heights[column * perCell + $0] - floor)) }
                guard let character = symbols.character(filled) else { continue }
                grid.put(String(character), x: rect.x + column, y: rect.y + row, style: rowStyle)
            }
        }
    }

    /// A history as one row of characters, the newest at the right; what does not fit is left out at the left.
    ///
    /// - Returns: one entry a column, each with the largest of its samples; nil where there is none.
    public static func row(
        of samples: [Double?], width: Int, maximum: Double, symbols: PlotSymbols
    ) -> [(character: Character, value: Double)?] {
        guard width > 0, maximum > 0 else { return [] }
        let perCell = symbols.samplesPerCell
        let shown = Array(samples.suffix(width * perCell))
        let padded = Array(repeating: nil, count: width * perCell - shown.count) + shown
        return (0..<width).map { column in
            let cell = padded[column * perCell..<(column + 1) * perCell]
            let steps = cell.map { height($0, maximum, symbols.stepsPerCell) }
            guard let value = cell.compactMap(\.self).max(), let character = symbols.character(steps) else {
                return nil
            }
            return (character, value)
        }
    }

    /// Steps of height of a sample: at least one where there is a sample, so that 0 is not a gap.
    private static func height(_ sample: Double?, _ maximum: Double, _ steps: Int) -> Int {
        guard let sample, sample.isFinite else { return 0 }
        return Int(min(Double(steps), max(1, (sample / maximum * Double(steps)).rounded())))
    }
}
