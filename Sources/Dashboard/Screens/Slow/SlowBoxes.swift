import Model
import Terminal

extension SlowView {
    /// The stack of the culprit's last block, its lines of source, and what it did with the time.
    func drawCulprit(_ culprit: SlowCallback, on canvas: inout Canvas, in rect: Rect, now: Double) {
        let glyphs = settings.glyphs
        var notes = [DurationText.short(culprit.latest.first?.seconds ?? culprit.max)]
        if culprit.samples > 0 {
            notes.append("\(culprit.samples) \(Plural.choose(culprit.samples, "sample", "samples agree"))")
        }
        let inner = canvas.box(
            rect, title: .strong("the blocking stack"), note: .muted(notes.joined(separator: " \(glyphs.dot) ")))
        guard inner.height > 0 else { return }
        let words = [whose(culprit), meaning(of: culprit)].filter { !$0.isEmpty }
            .flatMap { $0.wrapped(to: inner.width) }
        let room = max(1, inner.height - words.count)
        let context = culprit.stack.last { $0.location == culprit.location }?.context ?? []
        // Where both do not fit, the stack keeps six lines, and the source the lines next to its own.
        let source = shown(context, around: culprit.location?.line ?? 0, limit: room - min(culprit.stack.count, 6) - 1)
        var row = inner.y
        if culprit.stack.isEmpty {
            let reason: Phrase = .muted("The block was over before its stack could be read.")
            row = canvas.put(wrapped: reason, in: Rect(inner.x, row, inner.width, room))
        } else {
            let frames = min(culprit.stack.count, max(1, room - (source.isEmpty ? 0 : source.count + 1)))
            row = draw(chain: culprit.stack, on: &canvas, in: Rect(inner.x, row, inner.width, frames))
        }
        if !source.isEmpty {
            row += 1
            for line in lines(ofSource: source, marked: culprit.location?.line ?? 0) {
                canvas.put(line, x: inner.x + 4, y: row, width: inner.width - 4)
                row += 1
            }
        }
        row = min(row + 1, inner.y + inner.height - words.count)
        for line in words.suffix(inner.height) {
            canvas.put(line, x: inner.x, y: row, width: inner.width)
            row += 1
        }
    }

    /// The lines next to a line, at most so many.
    private func shown(_ lines: [SourceLine], around number: Int, limit: Int) -> [SourceLine] {
        guard limit >= 3 else { return [] }
        let near = lines.sorted { abs($0.number - number) < abs($1.number - number) }.prefix(limit)
        let isBlank: (SourceLine) -> Bool = { $0.text.allSatisfy(\.isWhitespace) }
        return near.sorted { $0.number < $1.number }.trimmed(isBlank)
    }

    /// The task and the request of the last block.
    private func whose(_ culprit: SlowCallback) -> Phrase {
        var phrase = Phrase("")
        if let task = culprit.task {
            let isLive = picture.tasks[task] != nil
            phrase = .muted("last in ") + Phrase("\(task)", isLive ? .place : .muted)
            phrase += Phrase(" \(Self.title(name: culprit.name, coroutine: culprit.coroutine))")
            if !isLive { phrase += .muted(" (ended)") }
        } else if let coroutine = culprit.coroutine {
            phrase = .muted("last in ") + Phrase(coroutine)
        } else {
            phrase = .muted("last in a callback that is no task's step")
        }
        if let request = culprit.request { phrase += .muted(" for ") + .strong(request) }
        if let delayed = culprit.delayed, delayed > 0 {
            phrase += .muted(
                "; \(NumberText.grouped(delayed)) ready \(Plural.noun(delayed, "callback")) had to wait")
        }
        return phrase
    }

    /// What people call a task: the name that somebody gave it, else its coroutine.
    static func title(name: String?, coroutine: String?) -> String {
        guard let name, !name.hasPrefix("Task-") else { return coroutine ?? name ?? "" }
        return name
    }

    /// Did it compute, or did it wait where nobody else could go on? And what helps.
    private func meaning(of culprit: SlowCallback) -> Phrase {
        guard let cpu = culprit.cpu else { return "" }
        let share = Phrase.muted(" (on CPU \(NumberText.percent(cpu)) of the time): ")
        if cpu < 0.25 {
            return Phrase("It slept or waited", .look) + share
                + "await an asynchronous call there, or hand it to " + .strong("asyncio.to_thread()")
        }
        if cpu > 0.75 {
            return Phrase("It computed", .look) + share
                + "do less at a time, or hand it to a process pool; a thread shares the GIL"
        }
        return Phrase("It computed and waited", .look) + share + "hand it to " + .strong("asyncio.to_thread()")
    }

    /// How long its blocks were, class by class.
    func drawLengths(of culprit: SlowCallback, on canvas: inout Canvas, in rect: Rect) {
        let blocks = "\(NumberText.grouped(culprit.count)) \(Plural.noun(culprit.count, "block"))"
        let inner = canvas.box(rect, title: .strong("how long"), note: .muted(blocks))
        let known = culprit.histogram
        guard !known.isEmpty else {
            canvas.put(.muted("unknown"), x: inner.x, y: inner.y, width: inner.width)
            return
        }
        // Classes without blocks at both ends say nothing.
        let first = known.firstIndex { $0.count > 0 } ?? 0
        let last = known.lastIndex { $0.count > 0 } ?? 0
        let most = known.map(\.count).max() ?? 1
        canvas.tellMore(max(first, last) - first + 1 - inner.height, below: inner)
        for (row, index) in (first...max(first, last)).prefix(inner.height).enumerated() {
            let y = inner.y + row
            let bucket = known[index]
            canvas.put(.muted(label(of: index, in: known)), x: inner.x, y: y, width: 16, align: .right)
            let width = inner.width - 16 - 8
            canvas.gauge(
                Double(bucket.count) / Double(max(1, most)), x: inner.x + 17, y: y, width: width,
                role: slowRole(bucket.bound ?? culprit.max))
            let count = Phrase(NumberText.grouped(bucket.count), bucket.count > 0 ? .text : .muted)
            canvas.put(count, x: inner.x + 18 + width, y: y, width: inner.width - 18 - width)
        }
    }

    private func label(of index: Int, in buckets: [SlowCallback.Bucket]) -> String {
        let lower = index > 0 ? buckets[index - 1].bound : nil
        guard let bound = buckets[index].bound else {
            return lower.map { "over \(DurationText.short($0))" } ?? "any"
        }
        guard let lower else { return "up to \(DurationText.short(bound))" }
        return "\(DurationText.short(lower)) to \(DurationText.short(bound))"
    }

    /// The last blocks, newest first.
    func drawLatest(of culprit: SlowCallback, on canvas: inout Canvas, in rect: Rect) {
        let inner = canvas.box(rect, title: .strong("latest"), note: .muted("of this culprit"))
        canvas.tellMore(culprit.latest.count - inner.height, below: inner)
        for (row, block) in culprit.latest.prefix(inner.height).enumerated() {
            let y = inner.y + row
            canvas.put(.muted(settings.clockText(block.time)), x: inner.x, y: y)
            canvas.put(
                Phrase(DurationText.short(block.seconds), slowRole(block.seconds)), x: inner.x + 10, y: y, width: 8,
                align: .right)
            let who = block.task.map(title) ?? .muted("no task")
            canvas.put(who, x: inner.x + 20, y: y, width: max(0, inner.width - 20 - 26))
            if let delayed = block.delayed, delayed > 0 {
                let words = "\(NumberText.grouped(delayed)) had to wait"
                canvas.put(.muted(words), x: inner.x + inner.width - 25, y: y, width: 25, align: .right)
            }
        }
    }
}

extension [SourceLine] {
    /// Without lines of a kind at both ends.
    fileprivate func trimmed(_ isLeftOut: (SourceLine) -> Bool) -> [SourceLine] {
        guard let first = firstIndex(where: { !isLeftOut($0) }), let last = lastIndex(where: { !isLeftOut($0) }) else {
            return []
        }
        return Array(self[first...last])
    }
}
