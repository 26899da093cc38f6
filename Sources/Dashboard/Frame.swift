import Model
public import Terminal

extension Dashboard {
    /// The smallest terminal that screens are made for.
    static let smallest = Size(40, 10)

    /// Draws everything.
    ///
    /// - Parameter now: the service's clock, Unix seconds, extrapolated by the caller from the newest picture.
    public func render(_ size: Size, now: Double) -> (grid: CellGrid, cursor: Cursor?) {
        let (canvas, cursor) = draw(size, now: now)
        return (canvas.grid, cursor)
    }

    /// Draws everything, and tells what a click means where.
    func draw(_ size: Size, now: Double) -> (canvas: Canvas, cursor: Cursor?) {
        var canvas = Canvas(size, theme: settings.theme, glyphs: settings.glyphs)
        guard size.width >= Self.smallest.width, size.height >= Self.smallest.height else {
            drawTooSmall(on: &canvas)
            return (canvas, nil)
        }
        let clock = clock(now)
        let pane = paneHeight(in: size)
        let content = Rect(0, 2, size.width, size.height - 3 - pane)
        var cursor: Cursor?
        if isHelpOpen {
            drawHelp(on: &canvas, in: content)
        } else if picture.service == nil {
            drawConnecting(on: &canvas, in: content)
        } else if let opened {
            cursor = drawTask(opened, on: &canvas, in: content, now: clock)
        } else if let entry = Screens.entry(screen) {
            cursor = entry.draw(self, &canvas, content, clock)
        }
        if case .lost = picture.connection, !isHelpOpen, screen != .shutdown || shutdown.end == nil {
            canvas.grid.restyle(content) { $0.adding(.dim) }
        }
        if pane > 0 { _ = drawOutput(on: &canvas, in: Rect(0, size.height - 1 - pane, size.width, pane)) }
        drawHeader(on: &canvas, now: clock)
        drawScreensBar(on: &canvas)
        drawHints(on: &canvas)
        if hasDialog { cursor = drawDialog(on: &canvas) }
        return (canvas, cursor)
    }

    /// True while something lies over the screen that takes all keys.
    var hasDialog: Bool {
        palette != nil || columnsDialog != nil || shutdown.dialog != nil || themesDialog != nil
            || (workersDialog != nil && workers.fleet != nil)
    }

    /// What lies below a dialog cannot be clicked.
    private func drawDialog(on canvas: inout Canvas) -> Cursor? {
        canvas.forgetRegions()
        if let columnsDialog { return columnsDialog.draw(on: &canvas) }
        if let palette { return draw(palette, on: &canvas) }
        if let dialog = shutdown.dialog { return dialog.draw(on: &canvas) }
        if let themesDialog {
            canvas.grid = themesDialog.render(over: canvas.grid, settings: settings)
        } else if let workersDialog, let fleet = workers.fleet {
            canvas.grid = workersDialog.render(over: canvas.grid, fleet: fleet)
        }
        return nil
    }

    private func drawTooSmall(on canvas: inout Canvas) {
        let size = canvas.grid.size
        let lines: [Phrase] = [
            Phrase("looptop", .key) + " needs more room",
            .muted("here   ") + Phrase("\(size.width)x\(size.height)", .look),
            .muted("needs  ") + Phrase("\(Self.smallest.width)x\(Self.smallest.height)", .good),
            .muted("enlarge the window, or ") + Phrase("q", .key) + .muted(" quit"),
        ]
        let top = max(0, (size.height - lines.count) / 2)
        for (row, line) in lines.enumerated() {
            canvas.put(line, x: max(0, (size.width - line.columns()) / 2), y: top + row)
        }
    }

    /// Whether the data can be trusted: at the right end of the first line.
    private func status(now: Double) -> Phrase {
        guard isFrozen else { return trust(now: now) }
        let frozen = Phrase("\(settings.glyphs.stale) FROZEN", .look)
        guard case .lost? = newest?.connection else { return frozen }
        return frozen + "  " + trust(now: now)
    }

    private func trust(now: Double) -> Phrase {
        let glyphs = settings.glyphs
        switch (newest ?? picture).connection {
        case .connecting: return Phrase("\(glyphs.stale) connecting", .look)
        case .loading: return Phrase("\(glyphs.stale) loading", .look)
        case .silent(reason: let reason): return Phrase("\(glyphs.warning) \(reason)", .act)
        case .lost(reason: let reason): return Phrase("\(glyphs.warning) lost: \(reason)", .act)
        case .live: break
        }
        if let blocked = picture.vitals?.blocked {
            return Phrase("\(glyphs.warning) BLOCKED \(DurationText.short(blockedSeconds(blocked, now: now)))", .act)
        }
        return Phrase("\(glyphs.live) live", .good)
    }

    /// For how long the loop has been blocked by now.
    func blockedSeconds(_ blocked: Vitals.Blocked, now: Double) -> Double {
        max(blocked.seconds, now - blocked.since)
    }

    private func drawHeader(on canvas: inout Canvas, now: Double) {
        let width = canvas.grid.size.width
        canvas.band(.header, y: 0)
        let status = status(now: now)
        let parts = crumbs()
        let crumbs = Phrase.joined(parts, by: .muted(" \(settings.glyphs.separator) "))
        var facts = facts(now: now)
        let between = Phrase.muted(" \(settings.glyphs.dot) ")
        // The least important fact goes first; the crumbs and the status stay.
        let statusWidth = min(status.columns(), width - min(crumbs.columns(upTo: width), width / 3) - 4)
        let room = width - crumbs.columns(upTo: width) - statusWidth - 6
        while !facts.isEmpty, Phrase.joined(facts.map(\.phrase), by: between).columns() > room {
            facts.remove(at: facts.indices.min { facts[$0].rank < facts[$1].rank } ?? 0)
        }
        let right = Phrase.joined(
            [
                .joined(facts.map(\.phrase), by: between),
                status.fitted(to: statusWidth, ellipsis: settings.glyphs.ellipsis),
            ], by: "  ")
        let start = max(0, width - 1 - right.columns())
        canvas.put(crumbs, x: 1, y: 0, width: max(0, start - 3))
        canvas.put(right, x: start, y: 0)
        makeClickable(parts, on: &canvas, until: start - 3)
    }

    /// Each part of the way leads back to where it was.
    private func makeClickable(_ crumbs: [Phrase], on canvas: inout Canvas, until end: Int) {
        var x = 1
        for (index, crumb) in crumbs.enumerated() where x < end {
            let width = crumb.columns()
            canvas.clickable(
                Rect(x, 0, min(width, end - x), 1),
                index < 2 ? .action(.screen(.overview)) : .up(crumbs.count - 1 - index))
            x += width + 3
        }
    }

    private func crumbs() -> [Phrase] {
        var crumbs: [Phrase] = [Phrase("looptop", .key), Phrase(picture.service?.name ?? settings.targetName)]
        if isHelpOpen {
            crumbs.append("help")
        } else if picture.service != nil, let entry = Screens.entry(screen) {
            crumbs += history.drilled(to: screen).map { Phrase.muted($0.rawValue) }
            crumbs.append(Phrase(entry.title.lowercased()))
            crumbs += trail.stops.map { Phrase("\($0.task)") }
            if let opened { crumbs.append(Phrase("\(opened) \(record(opened)?.label ?? "")")) }
        }
        return crumbs.map { $0.fitted(to: 40, ellipsis: settings.glyphs.ellipsis) }
    }

    /// What is known about the service, with ranks: the lowest goes first where room is short.
    private func facts(now: Double) -> [(phrase: Phrase, rank: Int)] {
        guard let service = picture.service else { return [] }
        var facts: [(phrase: Phrase, rank: Int)] = []
        // Several services have no process in common.
        if service.pid > 0 { facts.append((.muted("\(service.server ?? "pid") \(service.pid)"), 2)) }
        if let fact = workers.fact { facts.append((Phrase(fact) + .muted(" w"), 4)) }
        let python = service.python.split(separator: ".").prefix(2).joined(separator: ".")
        let loop = picture.loops.first { $0.isMain } ?? picture.loops.first
        facts.append((.muted([python, loop?.implementation].compactMap(\.self).joined(separator: " ")), 1))
        if let started = service.started { facts.append((.muted("up \(DurationText.short(now - started))"), 0)) }
        if let cost = cost.share(since: service.agentStarted) {
            facts.append((.muted("cost ") + Phrase(NumberText.percent(cost), cost > 0.05 ? .look : .text), 3))
        }
        return facts
    }

    /// The screens: where not all titles fit, those of the others become their digits.
    private func drawScreensBar(on canvas: inout Canvas) {
        let width = canvas.grid.size.width - 2
        let forms: [(gap: Int, counts: Bool, titles: Titles)] = [
            (3, true, .full), (2, true, .full), (2, false, .full), (1, false, .full), (2, false, .short),
            (1, false, .short), (2, false, .own),
        ]
        for form in forms {
            let items = Screens.all.map { item($0, withCount: form.counts, form.titles) }
            let needed = items.reduce(-form.gap) { $0 + $1.columns() + form.gap }
            guard needed <= width || form.titles == .own else { continue }
            var column = 1
            for (entry, item) in zip(Screens.all, items) {
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

    private func item(_ entry: ScreenEntry, withCount: Bool, _ titles: Titles) -> Phrase {
        var item = Phrase.muted("\(entry.key)")
        if titles != .own || entry.id == screen {
            item += " " + Phrase(titles == .short ? entry.short : entry.title, entry.id == screen ? .key : .text)
        }
        guard picture.service != nil, let count = entry.count(self) else { return item }
        // How many findings there are is told in any case.
        if entry.id == .findings, count > 0 {
            item += Phrase(" " + NumberText.grouped(count), findings.worst.map(FindingWords.role) ?? .muted)
        } else if withCount {
            item += .muted(" " + NumberText.grouped(count))
        }
        return item
    }

    private func drawHints(on canvas: inout Canvas) {
        let width = canvas.grid.size.width
        let y = canvas.grid.size.height - 1
        let (left, right) = Hints.of(context, in: keys, isReadOnly: settings.isReadOnly)
        let fixed = Phrase.joined(right.map(hint), by: "  ")
        let start = width - fixed.columns() - 1
        var column = start
        for binding in right {
            let end = canvas.put(hint(binding), x: column, y: y)
            canvas.clickable(Rect(column, y, end - column, 1), .action(binding.action))
            column = end + 2
        }
        column = 1
        if let note {
            canvas.put(note, x: column, y: y, width: max(0, start - column - 2))
            return
        }
        for binding in left {
            let phrase = hint(binding)
            guard column + phrase.columns() + 2 <= start else { break }
            let end = canvas.put(phrase, x: column, y: y)
            canvas.clickable(Rect(column, y, end - column, 1), .action(binding.action))
            column = end + 2
        }
    }

    private func hint(_ binding: Binding) -> Phrase {
        if binding.action == .shape { return formHint(binding) }
        return Phrase(binding.keys.first?.name(settings.glyphs) ?? "", .key)
            + .muted(" " + (binding.hint ?? "").replacing("…", with: String(settings.glyphs.ellipsis)))
    }

    /// A task, live or lately ended.
    func record(_ id: TaskID) -> TaskRecord? {
        picture.tasks[id] ?? picture.ended.last { $0.id == id }
    }
}
