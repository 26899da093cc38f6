import Model
import Terminal

/// The lag of the last minutes, a cell a second, in rows of whole minutes where there is width for it.
struct LagStrip: Hashable, Sendable {
    /// The seconds of a row.
    struct Row: Hashable, Sendable {
        /// How many seconds ago it began.
        var ago: Int
        /// Oldest first; nil where nothing is known.
        var lags: [Double?]

        /// `5 min`, `98 s`.
        var label: String { ago % 60 == 0 ? "\(ago / 60) min" : "\(ago) s" }
    }

    /// The newest last.
    let rows: [Row]

    /// Columns beside the cells: when a row began, and its worst.
    static let margin = 8 + 10

    init(of history: [HistorySample], width: Int, height: Int) {
        let room = max(0, width - Self.margin)
        let perRow = room >= 60 ? room / 60 * 60 : room
        guard let last = history.last, perRow > 0 else {
            rows = []
            return
        }
        let newest = Int(saturating: last.time.rounded(.down))
        // Where nobody looked in a second it is a gap: the place of a cell is its time.
        var lags: [Double?] = Array(repeating: nil, count: perRow * max(0, height))
        for sample in history.reversed() {
            let ago = newest - Int(saturating: sample.time.rounded(.down))
            guard ago < lags.count else { break }
            if ago >= 0 { lags[lags.count - 1 - ago] = sample.lag }
        }
        let all = stride(from: 0, to: lags.count, by: perRow).map { start in
            Row(ago: lags.count - start, lags: Array(lags[start..<start + perRow]))
        }
        rows = Array(all.drop { $0.lags.allSatisfy { $0 == nil } })
    }
}

extension OverviewView {
    /// The heat of the loop second by second, where there is room for it below the curves.
    ///
    /// - Returns: the rows it took.
    func drawLagStrip(on canvas: inout Canvas, in rect: Rect) -> Int {
        let most = rect.height >= 34 ? 5 : rect.height >= 17 ? 2 : 0
        let strip = LagStrip(of: picture.history, width: rect.width - 4, height: most)
        guard !strip.rows.isEmpty, picture.history.count > 1 else { return 0 }
        let height = strip.rows.count + 2
        let inner = canvas.box(
            Rect(rect.x, rect.y, rect.width, height), title: .strong("loop lag, second by second"),
            note: legend)
        for (line, row) in strip.rows.enumerated() {
            let y = inner.y + line
            let isNow = line == strip.rows.count - 1
            canvas.put(
                .muted("\(settings.glyphs.minus)\(row.label)"), x: inner.x, y: y, width: 7, align: .right)
            let theme = settings.theme
            Plot.heat(
                into: &canvas.grid, x: inner.x + 8, y: y, width: row.lags.count,
                levels: row.lags.map { $0.map(Heat.lag) }, symbols: settings.glyphs.plot
            ) { theme.gradient(at: $0) }
            let worst = row.lags.compactMap(\.self).max()
            let figure = worst.map { Phrase(DurationText.short($0), Heat.lagRole($0)) } ?? ""
            let words: Phrase = figure.isEmpty ? "" : .muted("max ") + figure
            let x = inner.x + 9 + row.lags.count
            canvas.put(words + (isNow ? .muted("  now") : ""), x: x, y: y, width: inner.x + inner.width - x)
        }
        return height
    }

    /// What low, middle and high cells mean.
    private var legend: Phrase {
        let glyphs = settings.glyphs
        let parts = [
            (0.0, "0"), (0.5, PlotLabel.milliseconds(Heat.lagToLook)), (1, PlotLabel.milliseconds(Heat.lagToAct)),
        ]
        let roles: [Role] = [.good, .look, .act]
        return .joined(
            zip(parts, roles).map { part, role in
                Phrase("\(glyphs.plot.heat(part.0) ?? glyphs.dot)", role) + .muted(" \(part.1)")
            }, by: "  ")
    }
}
