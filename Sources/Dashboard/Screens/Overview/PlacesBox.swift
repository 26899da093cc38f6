import Model
import Terminal

extension OverviewView {
    /// Where tasks wait: how many, for how long at the most, and for what.
    func drawPlaces(on canvas: inout Canvas, in rect: Rect, now: Double) {
        let inner = canvas.box(
            rect, title: .strong("waiting where"), note: .muted("tasks \(settings.glyphs.dot) longest wait"))
        guard !places.isEmpty else {
            canvas.put(.muted("no task waits"), x: inner.x, y: inner.y, width: inner.width)
            return
        }
        let isCut = places.count > inner.height
        let shown = places.prefix(isCut ? max(0, inner.height - 1) : inner.height)
        for (row, place) in shown.enumerated() {
            draw(place, on: &canvas, in: Rect(inner.x, inner.y + row, inner.width, 1), now: now)
        }
        guard isCut else { return }
        let rest = places.dropFirst(shown.count)
        let tasks = rest.reduce(0) { $0 + $1.count }
        canvas.put(
            .muted(
                "\(settings.glyphs.ellipsis) \(NumberText.grouped(rest.count)) more \(Plural.noun(rest.count, "place")), \(NumberText.grouped(tasks)) \(Plural.noun(tasks, "task"))"
            ), x: inner.x,
            y: inner.y + inner.height - 1, width: inner.width)
    }

    private func draw(_ place: WaitingPlace, on canvas: inout Canvas, in rect: Rect, now: Double) {
        canvas.put(.strong(NumberText.grouped(place.count)), x: rect.x, y: rect.y, width: 6, align: .right)
        let duration = place.wait.map { TaskCells.waitText($0, now: now, glyphs: settings.glyphs) } ?? ""
        canvas.put(Phrase(duration), x: rect.x + 7, y: rect.y, width: 8, align: .right)
        let room = rect.width - 17
        let placeWidth = min(40, max(20, room * 3 / 5))
        canvas.put(
            self.place(place.location), x: rect.x + 17, y: rect.y, width: min(room, placeWidth), align: .keepingEnd)
        let what = place.longest.map { WaitWords.what($0, in: picture) } ?? ""
        canvas.put(what, x: rect.x + 18 + placeWidth, y: rect.y, width: room - placeWidth - 1)
    }
}
