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
        return sorted[min(sorted.count - 1, max(0, Int((Double(sorted.count) * share).rounded(.up)) - 1))]
    }
}

extension Dashboard {
    /// Lag is good below this, and to be acted on above the next: seconds.
    static let lagToLook = 0.025
    static let lagToAct = 0.1

    static func lagRole(_ seconds: Double) -> Role {
        seconds >= lagToAct ? .act : seconds >= lagToLook ? .look : .good
    }

    func drawLag(on canvas: inout Canvas, in rect: Rect) {
        let shown = history(for: rect)
        let inner = canvas.box(rect, title: .strong("loop lag"), note: span(of: shown))
        let sorted = shown.compactMap(\.lag).sorted()
        let figures: [Phrase] = [("p50", 0.5), ("p99", 0.99), ("max", 1)].map { label, share in
            let value = Samples.quantile(share, of: sorted)
            return .muted("\(label) ") + (value.map { Phrase(DurationText.short($0), Self.lagRole($0)) } ?? .muted("?"))
        }
        let busy = shown.last?.busy.map {
            Phrase.muted("busy ") + Phrase(NumberText.percent($0), $0 > 0.9 ? .look : .text)
        }
        canvas.put(list: figures + [busy ?? ""], x: inner.x, y: inner.y, width: inner.width)
        let scale = PlotScale(holding: sorted.last ?? 0, atLeast: 0.01)
        let theme = settings.theme
        drawPlot(shown.map(\.lag), scale: scale, label: Self.milliseconds, on: &canvas, in: inner) { height in
            theme[Self.lagRole(height * scale.maximum)]
        }
    }

    func drawTaskHistory(on canvas: inout Canvas, in rect: Rect) {
        let shown = history(for: rect)
        let inner = canvas.box(rect, title: .strong("tasks"), note: span(of: shown))
        var figures: [Phrase] = [.strong(NumberText.grouped(picture.tasks.count)) + " live"]
        if let created = shown.last?.created { figures.append(Phrase("+\(NumberText.rate(created))/s", .good)) }
        if let ended = shown.last?.ended {
            figures.append(.muted("\(settings.glyphs.minus)\(NumberText.rate(ended))/s"))
        }
        if let vitals = picture.vitals {
            figures.append(.muted("ready ") + Phrase(NumberText.grouped(vitals.ready)))
            if vitals.cancelling > 0 {
                figures.append(Phrase("cancelling \(NumberText.grouped(vitals.cancelling))", .look))
            }
        }
        canvas.put(list: figures, x: inner.x, y: inner.y, width: inner.width)
        let scale = PlotScale(holding: shown.compactMap(\.tasks).max() ?? 0, atLeast: 10)
        let style = settings.theme[.plot]
        drawPlot(shown.map(\.tasks), scale: scale, label: Self.count, on: &canvas, in: inner) { _ in style }
    }

    /// As many seconds as a plot of this width shows.
    private func history(for rect: Rect) -> ArraySlice<HistorySample> {
        picture.history.suffix(max(0, rect.width - 12) * settings.glyphs.plot.samplesPerCell)
    }

    private func span(of samples: ArraySlice<HistorySample>) -> Phrase {
        guard let first = samples.first, let last = samples.last, last.time > first.time else { return "" }
        return .muted("last \(DurationText.short(last.time - first.time))")
    }

    private static func milliseconds(_ seconds: Double) -> String {
        seconds >= 1 ? DurationText.short(seconds) : "\(NumberText.rounded(seconds * 1000)) ms"
    }

    private static func count(_ value: Double) -> String {
        guard value >= 1000 else { return NumberText.rate(value) }
        let tenths = NumberText.rounded(value / 100)
        return "\(tenths / 10).\(tenths % 10)k"
    }

    /// The plot below the first line of a box, with its scale at the left.
    private func drawPlot(
        _ samples: [Double?], scale: PlotScale, label: (Double) -> String, on canvas: inout Canvas, in inner: Rect,
        style: (Double) -> Style
    ) {
        let plot = Rect(inner.x + 7, inner.y + 1, inner.width - 7, inner.height - 1)
        guard plot.height >= 1, plot.width >= 4 else { return }
        let labels = [0: scale.maximum, plot.height - 1: 0].merging(
            plot.height >= 4 ? [plot.height / 2: scale.maximum / 2] : [:]
        ) { edge, _ in edge }
        for row in 0..<plot.height {
            canvas.put(.muted(labels[row].map(label) ?? ""), x: inner.x, y: plot.y + row, width: 6, align: .right)
            canvas.put(Phrase("\(settings.glyphs.vertical)", .border), x: inner.x + 6, y: plot.y + row)
        }
        Plot.draw(
            into: &canvas.grid, rect: plot, samples: samples, maximum: scale.maximum, symbols: settings.glyphs.plot
        ) { upper in
            // A row is coloured by what reaches into it, not by its upper edge: small values stay calm.
            style(upper - 1 / Double(plot.height))
        }
        if samples.count < 2 { canvas.put(.muted("collecting"), x: plot.x + 1, y: plot.y) }
    }
}
