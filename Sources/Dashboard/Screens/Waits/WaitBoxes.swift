import Model
import Terminal

/// The boxes about one resource.
extension WaitsView {
    /// A task, for how long, and where.
    private struct Line {
        var who: Phrase
        var role: Phrase = ""
        var since: Phrase = ""
        var at: CodeLocation?
        var task: TaskID?
    }

    // MARK: Who holds it

    func drawHolders(of row: WaitsState.Row, on canvas: inout Canvas, in rect: Rect, now: Double) {
        let resource = row.resource
        let name = ResourceText.name(resource)
        let canBeHeld = resource.kind.canBeHeld
        let note = canBeHeld ? NumberText.grouped(resource.held) : ResourceText.use(resource, glyphs: settings.glyphs)
        let inner = canvas.box(rect, title: .strong(canBeHeld ? "\(name): who holds" : name), note: .muted(note))
        let facts = facts(about: resource, width: inner.width, now: now)
        let hasCurve = resource.uses.count { $0 != nil } > 1 && inner.height >= 10 + facts.count
        let curve = hasCurve ? min(8, inner.height - 5 - facts.count) : 0
        let room = max(1, inner.height - facts.count - 1 - curve)
        let lines = shown(holderLines(of: resource, now: now), of: .holders, untold: untold(resource), room: room)
        draw(lines, of: .holders, on: &canvas, in: Rect(inner.x, inner.y, inner.width, room))
        let y = inner.y + (lines.isEmpty ? 0 : min(lines.count, room) + 1)
        for (index, line) in facts.enumerated() where y + index < inner.y + inner.height - curve {
            canvas.put(line, x: inner.x, y: y + index, width: inner.width)
        }
        if curve > 0 {
            drawUse(of: resource, on: &canvas, in: Rect(inner.x, inner.y + inner.height - curve, inner.width, curve))
        }
    }

    private func untold(_ resource: Resource) -> Int { max(0, resource.held - resource.holders.count) }

    /// As many lines as there is room for, with the selected one in sight; the last one tells how many more there are.
    private func shown(_ lines: [Line], of box: WaitsState.Focus, untold: Int, room: Int) -> [Line] {
        guard lines.count > room || untold > 0 else { return lines }
        let place = waits.focus == box ? lines.firstIndex { $0.task != nil && $0.task == waits.people.id } ?? 0 : 0
        let first = max(0, min(place - room / 2, lines.count - max(1, room - 1)))
        let some = lines.dropFirst(first).prefix(max(1, room - 1))
        let rest = lines.count - first - some.count + untold
        let more =
            first > 0
            ? "\(NumberText.grouped(first)) before, \(NumberText.grouped(rest)) more"
            : "\(NumberText.grouped(rest)) more"
        return some + [Line(who: .muted("\(settings.glyphs.ellipsis) \(more)"))]
    }

    private func holderLines(of resource: Resource, now: Double) -> [Line] {
        let glyphs = settings.glyphs
        // What nobody will give back comes before those who will.
        var lines = (resource.leaked ?? []).map { leak -> Line in
            let who = [leak.task.map { "\($0)" }, leak.name].compactMap(\.self).joined(separator: " ")
            let since = leak.since.map { DurationText.short(now - $0) } ?? ""
            let words = "\(glyphs.warning) no live task" + (who.isEmpty ? "" : " (\(who) ended)")
            return Line(who: Phrase(words, .look), since: Phrase(since, .look), at: leak.location, task: leak.task)
        }
        if let unknown = resource.heldByUnknown, unknown > 0 {
            lines.append(Line(who: .muted("\(NumberText.grouped(unknown)) held by nobody that can be named")))
        }
        lines += resource.holders.map { holder in
            let least = holder.isExact ? "" : glyphs == .ascii ? ">" : "≥"
            let since = least + DurationText.short(now - holder.since)
            return Line(who: title(holder.task), since: Phrase(since), at: holder.location, task: holder.task)
        }
        lines += (resource.jobs ?? []).map { job in
            let since = job.since.map { DurationText.short(now - $0) } ?? ""
            return Line(
                who: .strong(job.function ?? "a job") + .muted(" in \(job.thread)"), since: Phrase(since),
                at: job.location)
        }
        if lines.isEmpty, resource.kind.canBeHeld { lines.append(Line(who: .muted("nobody holds it"))) }
        return lines
    }

    private func facts(about resource: Resource, width: Int, now: Double) -> [Phrase] {
        let figures: [(String, Int?)] = [
            ("size", resource.size), ("idle", resource.idle), ("limit", resource.limit), ("depth", resource.depth),
            ("unfinished", resource.unfinished), ("joining", resource.joining), ("put", resource.puts),
            ("got", resource.gets), ("acquired", resource.acquires), ("opened", resource.opened),
            ("lost", resource.lost),
        ]
        var facts = figures.compactMap { label, value in
            value.map { Phrase.muted("\(label) ") + Phrase(NumberText.grouped($0)) }
        }
        facts += resource.facts.map { .muted("\($0.name) ") + Phrase($0.value) }
        if let waited = resource.acquireWait, let count = resource.acquires, count > 0 {
            facts.append(.muted("an acquire waits ") + Phrase(DurationText.short(waited / Double(count))))
        }
        facts += flow(of: resource)
        if let seconds = ResourceText.stalled(resource, now: now) {
            facts.append(Phrase("\(settings.glyphs.warning) nothing taken for \(DurationText.short(seconds))", .look))
        }
        if resource.isClosed == true { facts.append(Phrase("closed", .look)) }
        let origin = Phrase.muted(resource.type) + (resource.place.map { .muted(" at ") + place($0) } ?? "")
        return Phrase.flowed(facts, to: width) + [origin]
    }

    /// What passes through it, and how long tasks waited for it; `≥`: at least so much.
    private func flow(of resource: Resource) -> [Phrase] {
        let figures = [
            ("put", resource.rates?.puts), ("got", resource.rates?.gets), ("acquired", resource.rates?.acquires),
        ]
        let least = resource.rates?.isExact == false ? settings.glyphs == .ascii ? ">" : "≥" : ""
        var facts = figures.compactMap { label, rate in
            rate.map { Phrase.muted("\(label) ") + Phrase("\(least)\(NumberText.rate($0))") + .muted("/s") }
        }
        if let waited = resource.waited {
            let longest = DurationText.short(waited.longest)
            facts.append(.muted("waited, last minute ") + Phrase(DurationText.short(waited.median)))
            facts.append(.muted("at most ") + Phrase(longest))
        }
        return facts
    }

    private func drawUse(of resource: Resource, on canvas: inout Canvas, in rect: Rect) {
        let plot = Rect(rect.x + 6, rect.y + 1, rect.width - 6, rect.height - 1)
        let samples = resource.uses.suffix(plot.width * settings.glyphs.plot.samplesPerCell).map { $0.map(Double.init) }
        let most = resource.limit.map(Double.init) ?? samples.compactMap(\.self).max() ?? 0
        let what = resource.inUse == nil ? "items" : "in use"
        let seconds = DurationText.short(Double(samples.count))
        canvas.put(.muted("\(what), last \(seconds)"), x: rect.x, y: rect.y, width: rect.width)
        canvas.put(.muted(PlotLabel.count(most)), x: rect.x, y: plot.y, width: 5, align: .right)
        canvas.put(.muted("0"), x: rect.x, y: plot.y + plot.height - 1, width: 5, align: .right)
        let theme = settings.theme
        let isBounded = resource.limit != nil
        Plot.draw(
            into: &canvas.grid, rect: plot, samples: samples, maximum: most > 0 ? most : 1,
            symbols: settings.glyphs.plot
        ) { upper in theme.style(!isBounded ? .plot : upper >= 1 ? .act : upper >= 0.8 ? .look : .good, at: upper) }
    }

    // MARK: Who waits

    func drawWaiters(of row: WaitsState.Row, on canvas: inout Canvas, in rect: Rect, now: Double) {
        let waiting = max(row.resource.waiting, row.waiters.count)
        let inner = canvas.box(rect, title: .strong("who waits"), note: .muted(NumberText.grouped(waiting)))
        guard !row.waiters.isEmpty else {
            let words = waiting == 0 ? "nobody waits" : "their names are not known yet"
            canvas.put(.muted(words), x: inner.x, y: inner.y, width: inner.width)
            return
        }
        let lines = row.waiters.map { waiter in
            let since = waiter.task.wait.map { TaskCells.waitText($0, now: now, glyphs: settings.glyphs) } ?? ""
            return Line(
                who: title(waiter.task.id), role: .muted(waiter.role), since: Phrase(since), at: waiter.task.location,
                task: waiter.task.id)
        }
        let some = shown(lines, of: .waiters, untold: waiting - lines.count, room: inner.height)
        draw(some, of: .waiters, on: &canvas, in: inner)
    }

    /// Who, in what way, for how long, and where: the name is what gives way.
    private func draw(_ lines: [Line], of box: WaitsState.Focus, on canvas: inout Canvas, in rect: Rect) {
        let places = lines.map { $0.at.map(place) ?? "" }
        let placeWidth = min(rect.width * 2 / 5, places.map { $0.columns(upTo: rect.width) }.max() ?? 0)
        let role = rect.width >= 44 && lines.contains { !$0.role.isEmpty } ? 8 : 0
        let right = rect.x + rect.width - placeWidth
        for (index, line) in lines.prefix(rect.height).enumerated() {
            let y = rect.y + index
            if waits.focus == box, line.task != nil, line.task == waits.people.id {
                canvas.band(.selection, y: y, x: rect.x, width: rect.width)
            }
            // Whoever has no time and no place needs no columns for them.
            let who = line.since.isEmpty && line.at == nil ? rect.width : rect.width - placeWidth - role - 11
            canvas.put(line.who, x: rect.x, y: y, width: who)
            if role > 0 { canvas.put(line.role, x: right - 10 - role, y: y, width: role) }
            canvas.put(line.since, x: right - 10, y: y, width: 8, align: .right)
            canvas.put(places[index], x: right, y: y, width: placeWidth, align: .keepingEnd)
        }
    }
}
