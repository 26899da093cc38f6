import Model
import Terminal

extension OverviewView {
    /// The lines that keep the loops busy.
    func drawBusiest(on canvas: inout Canvas, in rect: Rect) {
        let inner = canvas.box(rect, title: .strong("busiest code"), note: .muted("share of the last minute"))
        let lines = picture.vitals?.busiest ?? []
        let width = inner.width < 50 ? 8 : 14
        let room = inner.width - width - 9
        let placeWidth = min(room, max(24, room * 3 / 5))
        for (row, line) in lines.prefix(inner.height).enumerated() {
            let y = inner.y + row
            canvas.put(place(line.location), x: inner.x, y: y, width: placeWidth, align: .keepingEnd)
            canvas.put(Phrase(line.location.function), x: inner.x + placeWidth + 1, y: y, width: room - placeWidth - 1)
            canvas.gauge(
                line.share, x: inner.x + room + 1, y: y, width: width, role: line.share > 0.5 ? .look : .good)
            canvas.put(
                Phrase(NumberText.percent(line.share)), x: inner.x + inner.width - 7, y: y, width: 7, align: .right)
        }
        canvas.tellMore(lines.count - inner.height, below: inner)
    }
}
