import Model
import Terminal

extension KeyContext {
    static let workers = KeyContext("workers", title: "workers", .dialog)
}

/// The workers of an application beside each other, to see which one is unlike the others, and to pick one.
struct WorkersDialog: Dialog {
    static let keys = KeySection(
        .workers,
        DialogBindings.movement(.workers) + [
            DialogBindings.accept(.workers, "show this worker, or all of them"),
            DialogBindings.close(.workers, [.escape, .character("w"), .character("q"), .control("c")]),
        ])

    private var selected: Int?
    private let pids: [Int]

    init(fleet: Fleet, shown: Int?) {
        selected = shown
        pids = fleet.workers.keys.sorted()
    }

    /// All, then each worker.
    private var choices: [Int?] { [nil] + pids.map { $0 } }

    mutating func act(_ action: Action, _ scene: Scene) -> [Step] {
        switch action {
        case .close: return [.close]
        case .accept: return [.close, .worker(selected)]
        default:
            let index = choices.firstIndex { $0 == selected } ?? 0
            selected = choices[Scrolling.moved(index, by: action, page: 1, count: choices.count)]
            return []
        }
    }

    /// Draws the list over a screen, with the figures of now.
    func draw(_ scene: Scene, on canvas: inout Canvas) -> Cursor? {
        guard let fleet = scene.workers.fleet else { return nil }
        let settings = scene.settings
        let grid = canvas.grid
        let width = min(74, grid.size.width)
        let height = min(choices.count + 5, grid.size.height)
        let frame = Rect((grid.size.width - width) / 2, (grid.size.height - height) / 2, width, height)
        canvas.grid.fill(frame, style: settings.theme[.text])
        let word = fleet.isOfServices ? "service" : "worker"
        let inner = canvas.box(
            frame, title: .strong("\(word)s"), note: .muted("the odd one is marked"), role: .look)
        put(
            [word.uppercased(), "TASKS", "LAG", "BUSY", "RSS", ""].map { .muted($0) }, on: &canvas, in: inner,
            y: inner.y)
        let page = max(0, inner.height - 3)
        let first = max(0, min((choices.firstIndex { $0 == selected } ?? 0) - page / 2, choices.count - page))
        for (line, pid) in choices.dropFirst(first).prefix(page).enumerated() {
            let y = inner.y + 1 + line
            if pid == selected { canvas.band(.selection, y: y, x: inner.x, width: inner.width) }
            put(cells(pid, fleet, settings.glyphs), on: &canvas, in: inner, y: y)
        }
        let keys = Phrase(settings.glyphs.enter, .key) + .muted(" show  ") + Phrase("esc", .key) + .muted(" back")
        canvas.put(keys, x: inner.x, y: inner.y + inner.height - 1, width: inner.width)
        return nil
    }

    private static let places = [(x: 0, width: 9), (10, 9), (20, 10), (31, 8), (40, 11), (52, 20)]

    private func put(_ cells: [Phrase], on canvas: inout Canvas, in rect: Rect, y: Int) {
        for (index, cell) in cells.enumerated() {
            let (x, width) = Self.places[index]
            let room = min(width, rect.width - x)
            let isText = index == 0 || index == cells.count - 1
            if room > 0 { canvas.put(cell, x: rect.x + x, y: y, width: room, align: isText ? .left : .right) }
        }
    }

    private func cells(_ pid: Int?, _ fleet: Fleet, _ glyphs: Glyphs) -> [Phrase] {
        guard let picture = pid.map({ fleet.workers[$0] }) ?? fleet.merged else { return [.muted("gone")] }
        let vitals = picture.vitals
        let note: Phrase =
            switch picture.connection {
            case .live: vitals?.blocked == nil ? "" : Phrase("\(glyphs.warning) blocked", .act)
            case .connecting, .loading: .muted("\(glyphs.stale) loading")
            case .silent(let reason), .lost(let reason): Phrase("\(glyphs.warning) \(reason)", .act)
            }
        let odd = pid.map { Outliers.of($0, in: fleet) } ?? []
        func cell(_ text: String?, _ figure: Outliers.Figure) -> Phrase {
            guard let text else { return .muted("-") }
            return odd.contains(figure) ? Phrase("\(glyphs.warning) \(text)", .look) : Phrase(text)
        }
        return [
            pid.map { Phrase(fleet.merged.workers[$0] ?? "\($0)") } ?? .strong("all \(fleet.workers.count)"),
            cell(vitals.map { NumberText.grouped($0.tasks) }, .tasks),
            cell(vitals?.lag.map(DurationText.short), .lag), cell(vitals?.busy.map(NumberText.percent), .busy),
            cell(vitals?.rss.map(ByteText.short), .rss), note,
        ]
    }
}

/// What of a worker is unlike the others: far above the median of all.
enum Outliers {
    enum Figure: Hashable { case tasks, lag, busy, rss }

    /// The figures of a worker that stand out. Small differences of small figures are none.
    static func of(_ pid: Int, in fleet: Fleet) -> Set<Figure> {
        let all = fleet.workers.values.compactMap(\.vitals)
        guard all.count > 1, let own = fleet.workers[pid]?.vitals else { return [] }
        func isOdd(_ value: Double?, _ others: [Double?], atLeast: Double, times: Double) -> Bool {
            guard let value, value >= atLeast else { return false }
            let known = others.compactMap(\.self).sorted()
            guard !known.isEmpty else { return false }
            return value >= times * known[(known.count - 1) / 2]
        }
        var odd: Set<Figure> = []
        if isOdd(Double(own.tasks), all.map { Double($0.tasks) }, atLeast: 20, times: 2) { odd.insert(.tasks) }
        if isOdd(own.lag, all.map(\.lag), atLeast: 0.05, times: 5) { odd.insert(.lag) }
        if isOdd(own.busy, all.map(\.busy), atLeast: 0.3, times: 2) { odd.insert(.busy) }
        if isOdd(own.rss.map(Double.init), all.map { $0.rss.map(Double.init) }, atLeast: 5e7, times: 2) {
            odd.insert(.rss)
        }
        return odd
    }
}
