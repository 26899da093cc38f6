import Model
import Terminal

/// A scale for a plot: a round maximum and the labels at its rows.
struct PlotScale: Hashable, Sendable {
    var maximum: Double

    /// The smallest of 1, 1.5, 2, 3, 5, 8 times a power of ten that holds the value.
    init(holding value: Double, atLeast least: Double) {
        let wanted = value.isFinite ? max(value, least) : least
        var power = least
        while power * 10 < wanted { power *= 10 }
        maximum = [1, 2, 3, 4, 5, 6, 8, 10].map { $0 * power }.first { $0 >= wanted } ?? wanted
    }
}

/// Order statistics of samples.
enum Samples {
    /// The value that a share of the samples does not exceed; nil of nothing.
    static func quantile(_ share: Double, of sorted: [Double]) -> Double? {
        guard !sorted.isEmpty else { return nil }
        return sorted[min(sorted.count - 1, max(0, Int(saturating: (Double(sorted.count) * share).rounded(.up)) - 1))]
    }
}

/// A curve over the last minutes, with a line of figures above it.
struct PlotBox {
    var title: String
    var figures: [Phrase]
    var samples: [Double?]
    /// The scale ends at this value at least.
    var least: Double
    var label: (Double) -> String
    /// How grave a value is, 0 to 1; nil where it is neither good nor bad.
    var heat: ((Double) -> Double)?
}

extension OverviewView {
    /// As many seconds as a plot of this width shows.
    func history(forWidth width: Int) -> ArraySlice<HistorySample> {
        picture.history.suffix(max(0, width - 12) * settings.glyphs.plot.samplesPerCell)
    }

    func draw(_ plot: PlotBox, of shown: ArraySlice<HistorySample>, on canvas: inout Canvas, in rect: Rect) {
        let seconds = shown.last.map { $0.time - (shown.first?.time ?? $0.time) } ?? 0
        let note: Phrase = seconds > 0 ? .muted("last \(DurationText.short(seconds))") : ""
        let inner = canvas.box(rect, title: .strong(plot.title), note: note)
        canvas.put(list: plot.figures, x: inner.x, y: inner.y, width: inner.width)
        let hasAxis = inner.height >= 7
        let place = Rect(inner.x + 7, inner.y + 1, inner.width - 7, inner.height - (hasAxis ? 2 : 1))
        guard place.height >= 1, place.width >= 4 else { return }
        let scale = PlotScale(holding: plot.samples.compactMap(\.self).max() ?? 0, atLeast: plot.least)
        drawScale(scale, of: plot, on: &canvas, beside: place)
        let theme = settings.theme
        Plot.draw(
            into: &canvas.grid, rect: place, samples: plot.samples, maximum: scale.maximum,
            symbols: settings.glyphs.plot
        ) { upper in
            // A row is coloured by what reaches into it, not by its upper edge: small values stay calm.
            let value = (upper - 1 / Double(place.height)) * scale.maximum
            return plot.heat.map { theme.gradient(at: $0(value)) } ?? theme.style(.plot, at: upper)
        }
        if plot.samples.count < 2 { canvas.put(.muted("collecting"), x: place.x + 1, y: place.y) }
        if hasAxis { drawAxis(on: &canvas, below: place) }
    }

    private func drawScale(_ scale: PlotScale, of plot: PlotBox, on canvas: inout Canvas, beside place: Rect) {
        let labels = [0: scale.maximum, place.height - 1: 0].merging(
            place.height >= 4 ? [place.height / 2: scale.maximum / 2] : [:]
        ) { edge, _ in edge }
        for row in 0..<place.height {
            canvas.put(
                .muted(labels[row].map(plot.label) ?? ""), x: place.x - 7, y: place.y + row, width: 6, align: .right)
            canvas.put(Phrase("\(settings.glyphs.vertical)", .border), x: place.x - 1, y: place.y + row)
        }
    }

    /// How long ago: at the left edge, in the middle, and now.
    private func drawAxis(on canvas: inout Canvas, below place: Rect) {
        let y = place.y + place.height
        let seconds = Double(place.width * settings.glyphs.plot.samplesPerCell)
        let minus = settings.glyphs.minus
        canvas.put(.muted("\(minus)\(DurationText.short(seconds))"), x: place.x, y: y)
        let middle = "\(minus)\(DurationText.short(seconds / 2))"
        if place.width >= 30 { canvas.put(.muted(middle), x: place.x + place.width / 2 - middle.count / 2, y: y) }
        canvas.put(.muted("now"), x: place.x + place.width - 3, y: y)
    }
}

/// What stands at the scale of a plot, in six columns.
enum PlotLabel {
    static func milliseconds(_ seconds: Double) -> String {
        seconds >= 1 ? DurationText.short(seconds) : "\(NumberText.rounded(seconds * 1000)) ms"
    }

    /// `300M`: fewer columns than a size has elsewhere.
    static func bytes(_ value: Double) -> String {
        ByteText.short(NumberText.rounded(value)).changing("iB", to: "").changing(" ", to: "")
    }

    static func count(_ value: Double) -> String {
        guard value >= 1000 else { return NumberText.rate(value) }
        let (scaled, unit) = value >= 1_000_000 ? (value / 1_000_000, "M") : (value / 1000, "k")
        let tenths = NumberText.rounded(scaled * 10)
        return "\(tenths / 10).\(tenths % 10)\(unit)"
    }
}
