import Model
import Terminal

/// What each curve of the overview shows.
extension OverviewView {
    /// The curves of which something is known, those that matter most first.
    func plots(of shown: ArraySlice<HistorySample>) -> [PlotBox] {
        let plots = [
            lagPlot(shown), tasksPlot(shown), stepsPlot(shown), cpuPlot(shown), requestsPlot(shown), rssPlot(shown),
        ]
        return plots.enumerated().filter { $0 < 2 || $1.samples.contains { $0 != nil } }.map(\.element)
    }

    private func lagPlot(_ shown: ArraySlice<HistorySample>) -> PlotBox {
        let sorted = shown.compactMap(\.lag).sorted()
        var figures: [Phrase] = [("p50", 0.5), ("p99", 0.99), ("max", 1)].map { label, share in
            let value = Samples.quantile(share, of: sorted)
            return .muted("\(label) ") + (value.map { Phrase(DurationText.short($0), Heat.lagRole($0)) } ?? .muted("?"))
        }
        let blocked = shown.compactMap(\.blocked)
        if !blocked.isEmpty {
            let share = blocked.reduce(0, +) / Double(blocked.count)
            figures.append(.muted("blocked ") + Phrase(NumberText.percent(share), share >= 0.01 ? .look : .text))
        }
        if let busy = shown.last?.busy {
            figures.append(.muted("busy ") + Phrase(NumberText.percent(busy), busy > 0.9 ? .look : .text))
        }
        return PlotBox(
            title: "loop lag", figures: figures, samples: shown.map(\.lag), least: 0.01, label: PlotLabel.milliseconds,
            heat: Heat.lag)
    }

    private func tasksPlot(_ shown: ArraySlice<HistorySample>) -> PlotBox {
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
        return PlotBox(
            title: "tasks", figures: figures, samples: shown.map(\.tasks), least: 10, label: PlotLabel.count)
    }

    /// Steps of tasks, or what the loop runs where nobody counts them: callbacks, which are more.
    private func stepsPlot(_ shown: ArraySlice<HistorySample>) -> PlotBox {
        let isCounted = shown.contains { $0.steps != nil }
        let samples = shown.map { isCounted ? $0.steps : $0.callbacks }
        let last = samples.last.flatMap(\.self)
        var figures: [Phrase] = [
            last.map { .strong(NumberText.rate($0)) + "/s" } ?? .muted("unknown"),
            .muted(isCounted ? "steps of tasks" : "callbacks, for nobody counts steps"),
        ]
        if let ready = picture.vitals?.readyQueue {
            figures.append(.muted("ready queue ") + Phrase(NumberText.grouped(ready)))
        }
        return PlotBox(
            title: isCounted ? "steps" : "callbacks", figures: figures, samples: samples, least: 10,
            label: PlotLabel.count)
    }

    private func cpuPlot(_ shown: ArraySlice<HistorySample>) -> PlotBox {
        let last = shown.last?.cpu
        return PlotBox(
            title: "cpu", figures: [last.map { .strong(NumberText.percent($0)) + " of a core" } ?? .muted("unknown")],
            samples: shown.map(\.cpu), least: 0.1, label: { "\(NumberText.rounded($0 * 100)) %" },
            heat: { min(0.5, Heat.of($0, look: 0.9, act: 2)) })
    }

    private func requestsPlot(_ shown: ArraySlice<HistorySample>) -> PlotBox {
        var figures: [Phrase] = []
        if let flight = picture.vitals?.requests { figures.append(.strong(NumberText.grouped(flight)) + " in flight") }
        if let rate = shown.last?.requestsBegun { figures.append(Phrase("\(NumberText.rate(rate))/s")) }
        return PlotBox(
            title: "requests", figures: figures, samples: shown.map(\.requestsBegun), least: 10,
            label: PlotLabel.count)
    }

    private func rssPlot(_ shown: ArraySlice<HistorySample>) -> PlotBox {
        let bytes = picture.vitals?.rss
        let growth = growth(of: shown)
        return PlotBox(
            title: "memory", figures: [bytes.map { .strong(ByteText.short($0)) + " resident" } ?? "", growth ?? ""],
            samples: shown.map(\.rss), least: 1_048_576, label: PlotLabel.bytes)
    }

    /// How fast the memory grows, over a minute at least.
    func growth(of shown: ArraySlice<HistorySample>) -> Phrase? {
        guard let first = shown.first(where: { $0.rss != nil }), let last = shown.last(where: { $0.rss != nil }),
            let old = first.rss, let new = last.rss, last.time - first.time >= 30
        else { return nil }
        let perMinute = NumberText.rounded((new - old) / (last.time - first.time) * 60)
        guard abs(perMinute) >= 10_240 else { return .muted("steady") }
        return Phrase(
            "\(perMinute > 0 ? "+" : "")\(ByteText.short(perMinute))/min", perMinute > 10_485_760 ? .look : .muted)
    }
}
