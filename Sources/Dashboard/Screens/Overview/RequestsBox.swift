import Model
import Terminal

extension OverviewView {
    /// The overview's box: the slowest in flight.
    func drawRequestsBox(on canvas: inout Canvas, in rect: Rect, now: Double) {
        let flying = RequestsState.inFlight(in: picture)
        let note = Phrase("8", .key) + .muted(" shows all")
        let inner = canvas.box(rect, title: .strong("requests in flight"), note: note)
        guard !flying.isEmpty else {
            canvas.put(.muted("none"), x: inner.x, y: inner.y)
            return
        }
        let isCut = flying.count > inner.height
        let shown = flying.prefix(isCut ? inner.height - 1 : inner.height)
        for (row, request) in shown.enumerated() {
            canvas.put(duration(of: request, now: now), x: inner.x, y: inner.y + row, width: 8, align: .right)
            let at = request.task.flatMap { picture.tasks[$0]?.location }.map(place) ?? ""
            let width = min(at.columns(), inner.width / 3)
            canvas.put(
                .strong(request.method) + " " + Phrase(request.target), x: inner.x + 10, y: inner.y + row,
                width: inner.width - 11 - width)
            canvas.put(
                at.fittedAtEnd(to: width, ellipsis: settings.glyphs.ellipsis), x: inner.x + inner.width - width,
                y: inner.y + row, width: width, align: .right)
        }
        guard isCut else { return }
        canvas.put(
            .muted("\(settings.glyphs.ellipsis) \(NumberText.grouped(flying.count - shown.count)) more"), x: inner.x,
            y: inner.y + inner.height - 1)
    }
}
