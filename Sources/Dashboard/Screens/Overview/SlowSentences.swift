import Model
import Terminal

extension OverviewView {
    /// The newest culprits of slow callbacks in a sentence each, where there are any.
    ///
    /// - Returns: the rows they took.
    func drawSlowSentences(on canvas: inout Canvas, in rect: Rect, now: Double) -> Int {
        let newest = picture.slow.culprits.sorted { ($0.last, $0.id) > ($1.last, $1.id) }
        guard !newest.isEmpty, rect.height >= 10 else { return 0 }
        guard rect.height >= 18 else {
            put(sentence(about: newest[0], now: now), on: &canvas, in: Rect(rect.x + 1, rect.y, rect.width - 2, 1))
            return 1
        }
        let shown = newest.prefix(rect.height >= 40 ? 3 : rect.height >= 30 ? 2 : 1)
        let more = newest.count > shown.count ? " \(settings.glyphs.dot) \(newest.count - shown.count) more" : ""
        let inner = canvas.box(
            Rect(rect.x, rect.y, rect.width, shown.count + 2), title: .strong("slow callbacks"),
            note: Phrase("4", .key) + .muted(" shows them\(more)"))
        for (row, culprit) in shown.enumerated() {
            put(
                sentence(about: culprit, now: now), on: &canvas, in: Rect(inner.x, inner.y + row, inner.width, 1))
        }
        return shown.count + 2
    }

    /// A sentence and its time at the right end, which goes first where both do not fit.
    private func put(_ parts: (words: Phrase, source: Phrase, ago: Phrase), on canvas: inout Canvas, in rect: Rect) {
        let bare = parts.words.columns(upTo: rect.width)
        let room = rect.width - bare
        let mark = Phrase("\(settings.glyphs.warning) ", .look)
        let source = parts.source.fitted(to: max(0, min(40, room - 3)), ellipsis: settings.glyphs.ellipsis)
        let subject: Phrase = room >= 12 && !source.isEmpty ? source + " " : ""
        let end = canvas.put(mark + subject + parts.words, x: rect.x, y: rect.y, width: rect.width)
        let ago = parts.ago.columns()
        if rect.x + rect.width - end >= ago + 3 {
            canvas.put(parts.ago, x: rect.x + rect.width - ago, y: rect.y)
        }
    }

    private func sentence(about culprit: SlowCallback, now: Double) -> (words: Phrase, source: Phrase, ago: Phrase) {
        var words: Phrase = "stopped the loop "
        if culprit.count > 1 {
            let times = settings.glyphs == .ascii ? "x" : "×"
            words += Phrase("\(NumberText.grouped(culprit.count))\(times)", .look) + ", worst "
        } else {
            words += "for "
        }
        words += Phrase(DurationText.short(culprit.max), slowRole(culprit.max))
        if let location = culprit.location { words += ", at " + place(location) }
        let what = culprit.source ?? culprit.location?.function
        return (
            words, what.map { .strong($0) } ?? "what nobody saw",
            .muted(culprit.open == nil ? "\(DurationText.short(now - culprit.last)) ago" : "now")
        )
    }
}
