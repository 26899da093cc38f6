import Model
import Terminal

extension OverviewView {
    /// The worst findings in a line each, for the overview.
    ///
    /// - Returns: the rows they took.
    func drawWorstFindings(on canvas: inout Canvas, in rect: Rect) -> Int {
        let current = scene.board.current.filter { $0.severity > .info }
        guard !current.isEmpty, rect.height >= 12 else { return 0 }
        let limit = rect.height >= 40 ? 5 : rect.height >= 30 ? 3 : rect.height >= 18 ? 2 : 1
        let shown = current.prefix(limit)
        let more = current.count > shown.count ? " \(settings.glyphs.dot) \(current.count - shown.count) more" : ""
        let inner = canvas.box(
            Rect(rect.x, rect.y, rect.width, shown.count + 2), title: .strong("findings"),
            note: Phrase("6", .key) + .muted(" shows them\(more)"))
        for (row, finding) in shown.enumerated() {
            let role = FindingWords.role(finding.severity)
            var line = Phrase("\(settings.glyphs.warning) \(FindingKind.of(finding.kind).title)  ", role)
            if let location = finding.evidence.location { line += place(location) + "  " }
            canvas.put(line + Phrase(finding.evidence.sentence), x: inner.x, y: inner.y + row, width: inner.width)
        }
        return shown.count + 2
    }
}
