import Model
import Terminal

/// The first line: where one is, and whether what is shown can be trusted.
extension Dashboard {
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
            return Phrase("\(glyphs.warning) BLOCKED \(blockedText(blocked, now: now))", .act)
        }
        return Phrase("\(glyphs.live) live", .good)
    }

    func drawHeader(on canvas: inout Canvas, now: Double) {
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
        } else if picture.service != nil, let about = Registry.about(screen) {
            crumbs += history.drilled(to: screen).map { Phrase.muted($0.rawValue) }
            crumbs.append(Phrase(about.title.lowercased()))
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
        if let trouble = picture.vitals?.trouble, trouble.count > 0 {
            let words = "\(NumberText.grouped(trouble.count)) agent failure\(trouble.count == 1 ? "" : "s")"
            facts.append((Phrase("\(settings.glyphs.warning) \(words)", .look), 5))
        }
        return facts
    }
}
