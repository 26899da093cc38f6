import Model
import Terminal

/// The last minute of a task as a row of cells: what it did in each, and how often it ran.
struct TaskTimeline: Hashable, Sendable {
    /// What a task did in the time of one cell.
    struct Moment: Hashable, Sendable {
        var state: TaskState
        /// What it waited for.
        var on: String?
    }

    /// The oldest first; nil before it was watched.
    let moments: [Moment?]
    /// Steps in the time of each cell; nil before it was watched.
    let steps: [Double?]
    /// How much of the time that is known it spent in what, the longest first.
    let shares: [(moment: Moment, share: Double)]

    /// Lays the trace out over so many cells that end now. A run is seen however short it was.
    init(of trace: TaskTrace, now: Double, width: Int) {
        let cell = TaskTrace.seconds / Double(max(1, width))
        let start = now - TaskTrace.seconds
        func column(_ time: Double) -> Int { Int(max(-1, min(Double(width), (time - start) / cell))) }
        var moments: [Moment?] = Array(repeating: nil, count: max(0, width))
        var longest = [Double](repeating: 0, count: max(0, width))
        var seconds: [Moment: Double] = [:]
        for span in trace.spans where span.end >= start {
            let moment = Moment(state: span.state, on: span.on)
            // What it does now it does until now, though the picture is a little older.
            let end = span == trace.spans.last && !span.state.isEnded ? max(span.end, now) : span.end
            seconds[moment, default: 0] += end - max(span.start, start)
            for index in max(0, column(span.start))..<max(0, min(width, column(end) + 1)) {
                let from = start + Double(index) * cell
                let overlap = min(end, from + cell) - max(span.start, from)
                guard overlap > cell / 1000 || end <= span.start else { continue }
                if let known = moments[index], Self.rank(known) > Self.rank(moment) { continue }
                if let known = moments[index], Self.rank(known) == Self.rank(moment), longest[index] >= overlap {
                    continue
                }
                moments[index] = moment
                longest[index] = overlap
            }
        }
        var steps: [Double?] = Array(repeating: nil, count: max(0, width))
        for index in steps.indices where start + Double(index + 1) * cell > trace.begun { steps[index] = 0 }
        for run in trace.steps {
            let index = min(column(run.time), width - 1)
            if index >= 0 { steps[index] = (steps[index] ?? 0) + Double(run.count) }
        }
        let all = seconds.values.reduce(0, +)
        self.moments = moments
        self.steps = steps
        shares =
            all > 0
            ? seconds.map { ($0.key, $0.value / all) }
                .sorted { ($0.1, $1.0.on ?? "") > ($1.1, $0.0.on ?? "") } : []
    }

    private static func rank(_ moment: Moment) -> Int {
        switch moment.state {
        case .running: 3
        case .cancelling: 2
        case .ready: 1
        case .waiting, .done, .failed, .cancelled: 0
        }
    }

    static func == (left: TaskTimeline, right: TaskTimeline) -> Bool {
        left.moments == right.moments && left.steps == right.steps
    }

    func hash(into hasher: inout Hasher) {
        hasher.combine(moments)
        hasher.combine(steps)
    }

    /// The cells as pieces of text: a wait is a line with its name on it where that fits, a run is a block.
    func phrase(_ glyphs: Glyphs) -> Phrase {
        var phrase = Phrase("")
        var start = 0
        while start < moments.count {
            let moment = moments[start]
            var end = start + 1
            while end < moments.count, moments[end] == moment { end += 1 }
            phrase += Self.piece(moment, columns: end - start, glyphs)
            start = end
        }
        return phrase
    }

    private static func piece(_ moment: Moment?, columns: Int, _ glyphs: Glyphs) -> Phrase {
        guard let moment else { return Phrase(String(repeating: " ", count: columns)) }
        let mark = mark(moment.state, glyphs)
        let line = String(repeating: mark.character, count: columns)
        guard moment.state == .waiting, let name = moment.on, columns >= 8 else { return Phrase(line, mark.role) }
        let label = Phrase(" \(name) ", .text).fitted(to: columns - 3, ellipsis: glyphs.ellipsis)
        let rest = columns - 2 - label.columns()
        return Phrase(String(line.prefix(2)), mark.role) + label + Phrase(String(line.prefix(rest)), mark.role)
    }

    /// How a state is drawn: each has a character of its own.
    static func mark(_ state: TaskState, _ glyphs: Glyphs) -> (character: Character, role: Role) {
        let isASCII = glyphs == .ascii
        switch state {
        case .running: return (isASCII ? "#" : "█", .good)
        case .ready: return (isASCII ? ":" : "▒", .look)
        case .cancelling: return (isASCII ? "c" : "▚", .act)
        case .waiting, .done, .failed, .cancelled: return (glyphs.horizontal, .border)
        }
    }
}

extension TaskView {
    /// What the task did in the last minute.
    func drawTimeline(on canvas: inout Canvas, in rect: Rect, now: Double) {
        let glyphs = settings.glyphs
        let label = 7
        let timeline = TaskTimeline(of: scene.trace, now: now, width: max(0, rect.width - 4 - label))
        let watched = min(TaskTrace.seconds, now - scene.trace.begun)
        let note = watched < 1 ? "watched from now on" : "watched for \(DurationText.short(watched))"
        let inner = canvas.box(rect, title: .strong("the last minute"), note: .muted(note))
        guard inner.height >= 3, inner.width > label + 20 else { return }
        canvas.put(.muted("state"), x: inner.x, y: inner.y)
        canvas.put(timeline.phrase(glyphs), x: inner.x + label, y: inner.y)
        canvas.put(.muted("steps"), x: inner.x, y: inner.y + 1)
        let most = timeline.steps.compactMap(\.self).max() ?? 0
        for (column, cell) in Plot.row(
            of: timeline.steps, width: timeline.steps.count, maximum: max(1, most), symbols: glyphs.plot.wide
        ).enumerated() {
            guard let cell, cell.value > 0 else { continue }
            canvas.put(Phrase("\(cell.character)", .plot), x: inner.x + label + column, y: inner.y + 1)
        }
        drawAxis(timeline, on: &canvas, in: Rect(inner.x + label, inner.y + 2, inner.width - label, 1))
    }

    /// How long ago, and between that what the time went to.
    private func drawAxis(_ timeline: TaskTimeline, on canvas: inout Canvas, in rect: Rect) {
        let glyphs = settings.glyphs
        let left = canvas.put(.muted("\(glyphs.minus)60s"), x: rect.x, y: rect.y)
        canvas.put(.muted("now"), x: rect.x + rect.width - 3, y: rect.y)
        let steps = NumberText.rounded(timeline.steps.compactMap(\.self).reduce(0, +))
        var facts = timeline.shares.prefix(4).map { moment, share in
            let mark = TaskTimeline.mark(moment.state, glyphs)
            return Phrase("\(mark.character)", mark.role) + Phrase(" \(moment.on ?? moment.state.rawValue) ")
                + .strong(NumberText.percent(share))
        }
        facts.append(Phrase(NumberText.grouped(steps)) + .muted(" " + Plural.noun(steps, "step")))
        let room = rect.x + rect.width - 6 - left - 3
        let width = min(room, Phrase.joined(facts).columns())
        canvas.put(list: facts, x: left + 3 + max(0, (room - width) / 2), y: rect.y, width: room)
    }
}
