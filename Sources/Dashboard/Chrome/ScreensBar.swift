import Model
import Terminal

extension Dashboard {
    /// The screens: where not all titles fit, those of the others become their digits.
    func drawScreensBar(on canvas: inout Canvas) {
        let scene = scene
        let width = canvas.grid.size.width - 2
        let forms: [(gap: Int, counts: Bool, titles: Titles)] = [
            (3, true, .full), (2, true, .full), (2, false, .full), (1, false, .full), (2, false, .short),
            (1, false, .short), (2, false, .own),
        ]
        for form in forms {
            let items = Registry.all.map { item($0, withCount: form.counts, form.titles, scene) }
            let needed = items.reduce(-form.gap) { $0 + $1.columns() + form.gap }
            guard needed <= width || form.titles == .own else { continue }
            var column = 1
            for (entry, item) in zip(Registry.all, items) {
                let end = canvas.put(item, x: column, y: 1)
                canvas.clickable(Rect(column, 1, end - column, 1), .action(.screen(entry.id)))
                let title = form.titles == .short ? entry.short : entry.title
                if entry.id == screen, form.titles != .own || end > column + 2 {
                    canvas.grid.restyle(Rect(column + 2, 1, title.count, 1)) { $0.adding(.underline) }
                }
                column = end + form.gap
            }
            return
        }
    }

    /// How screens are named in the bar; `own`: only the one that is shown.
    private enum Titles {
        case full, short, own
    }

    private func item(_ entry: ScreenInfo, withCount: Bool, _ titles: Titles, _ scene: Scene) -> Phrase {
        var item = Phrase.muted("\(entry.key)")
        if titles != .own || entry.id == screen {
            item += " " + Phrase(titles == .short ? entry.short : entry.title, entry.id == screen ? .key : .text)
        }
        guard picture.service != nil, let (number, role) = screens[entry.id]?.count(scene) else { return item }
        if let role {
            item += Phrase(" " + NumberText.grouped(number), role)
        } else if withCount {
            item += .muted(" " + NumberText.grouped(number))
        }
        return item
    }
}
