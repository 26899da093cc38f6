import Model
import Terminal

extension OverviewView {
    /// Pools and queues as they fill up, those that make tasks wait first.
    func drawPools(on canvas: inout Canvas, in rect: Rect) {
        let inner = canvas.box(rect, title: .strong("pools and queues"), note: .muted("in use / limit"))
        let rows = poolRows
        let isCut = rows.count > inner.height
        let shown = rows.prefix(isCut ? max(0, inner.height - 1) : inner.height)
        let bar = inner.width >= 60 ? 14 : inner.width >= 44 ? 8 : 0
        let right = 10 + 9 + (bar > 0 ? bar + 2 : 0)
        for (index, row) in shown.enumerated() {
            let y = inner.y + index
            let role = ResourceText.role(row.resource)
            canvas.put(.strong(ResourceText.name(row.resource)), x: inner.x, y: y, width: inner.width - right - 1)
            var x = inner.x + inner.width - right
            if bar > 0 {
                if let share = ResourceText.share(row.resource) {
                    canvas.gauge(share, x: x, y: y, width: bar, role: role)
                }
                x += bar + 2
            }
            canvas.put(
                Phrase(ResourceText.use(row.resource, glyphs: settings.glyphs), role), x: x, y: y, width: 9,
                align: .right)
            if row.resource.waiting > 0 {
                let words = "\(NumberText.grouped(row.resource.waiting)) wait"
                canvas.put(Phrase(words, role == .good ? .text : role), x: x + 9, y: y, width: 10, align: .right)
            } else if let leaks = row.resource.leaked?.count, leaks > 0 {
                canvas.put(Phrase("\(leaks) leaked", .look), x: x + 9, y: y, width: 10, align: .right)
            }
        }
        guard isCut else { return }
        canvas.put(
            .muted("\(settings.glyphs.ellipsis) \(NumberText.grouped(rows.count - shown.count)) more"), x: inner.x,
            y: inner.y + inner.height - 1, width: inner.width)
    }
}
