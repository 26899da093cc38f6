import Model
import Terminal

/// A line of a task's own screen; one that names another task leads there.
struct PageLine {
    var phrase: Phrase
    var link: TaskID?

    init(_ phrase: Phrase, link: TaskID? = nil) {
        self.phrase = phrase
        self.link = link
    }
}

/// How a task's own screen is shared out.
struct TaskLayout: Hashable, Sendable {
    /// Why it waits.
    var why: Rect
    /// What it did in the last minute; nil where there is no height for it.
    var timeline: Rect?
    /// Where it is.
    var place: Rect
    /// Who made it and who waits for it; nil where there is no width for a box beside the other.
    var who: Rect?

    /// Room for as many lines of reasons as there are, but not for more than two fifths of the screen.
    init(content: Rect, reasons: Int) {
        let height = min(reasons + 2, max(6, content.height * 2 / 5))
        why = Rect(content.x, content.y, content.width, height)
        let lines = content.height >= 28 ? 5 : 0
        if lines > 0 { timeline = Rect(content.x, content.y + height, content.width, lines) }
        let rest = Rect(content.x, content.y + height + lines, content.width, content.height - height - lines)
        guard content.width >= 100 else {
            place = rest
            return
        }
        let side = min(60, content.width / 3)
        place = Rect(rest.x, rest.y, rest.width - side, rest.height)
        who = Rect(rest.x + rest.width - side, rest.y, side, rest.height)
    }
}

/// Everything that a task's own screen says, and how far it is scrolled.
struct TaskPage {
    let layout: TaskLayout
    let why: [PageLine]
    /// What scrolls: the await chain and the source; where there is no box beside it, who made it too.
    let place: [PageLine]
    let who: [PageLine]
    /// The lines that lead to other tasks, from top to bottom.
    let links: [TaskLink]
    /// The line of `place` that is shown first, and the last that may be.
    let first: Int
    let limit: Int

    init(
        why: [PageLine], place: [PageLine], who: [PageLine], content: Rect, marked: Int, state: TaskPageState
    ) {
        let layout = TaskLayout(content: content, reasons: why.count)
        let isBeside = layout.who != nil
        self.layout = layout
        self.why = Self.cut(why, to: layout.why.height - 2)
        self.who = isBeside ? Self.cut(who, to: (layout.who?.height ?? 2) - 2) : []
        self.place = isBeside ? place : place + [PageLine("")] + who
        let links = TaskLink.all(in: [(.why, self.why), (.place, self.place), (.who, self.who)])
        self.links = links
        let height = layout.place.height - 2
        limit = max(0, self.place.count - height)
        var top = state.top ?? marked - height + 2
        if let link = state.link.flatMap({ TaskLink.nearest(to: $0, in: links) }), link.box == .place {
            top = max(min(top, link.line), link.line - height + 1)
        }
        first = min(max(0, top), limit)
    }

    /// What there is no room for is counted.
    private static func cut(_ lines: [PageLine], to height: Int) -> [PageLine] {
        guard lines.count > height, height > 0 else { return lines }
        return lines.prefix(height - 1) + [PageLine(.muted("and \(lines.count - height + 1) more"))]
    }
}

/// A line that leads to another task.
struct TaskLink: Hashable, Sendable {
    enum Box: Hashable, Sendable { case why, place, who }

    var box: Box
    /// Its place in the box.
    var line: Int
    var task: TaskID

    static func all(in boxes: [(Box, [PageLine])]) -> [TaskLink] {
        boxes.flatMap { box, lines in
            lines.enumerated().compactMap { line, content in
                content.link.map { TaskLink(box: box, line: line, task: $0) }
            }
        }
    }

    /// The same link where the lines around it have changed; else the one that has taken its place.
    static func nearest(to link: TaskLink, in links: [TaskLink]) -> TaskLink? {
        links.first { $0 == link } ?? links.first { $0.box == link.box && $0.task == link.task }
            ?? links.first { $0.task == link.task } ?? links.first { $0.box == link.box && $0.line >= link.line }
    }
}

/// How a task's own screen is looked at.
struct TaskPageState: Hashable, Sendable {
    /// The first line shown; nil until somebody scrolls, with the line that matters in sight.
    var top: Int?
    /// The link that Enter follows.
    var link: TaskLink?
}

/// The tasks through which a person has come to the one on screen.
struct TaskTrail: Sendable {
    /// A task, and how it was looked at.
    struct Stop: Hashable, Sendable {
        var task: TaskID
        var state: TaskPageState
    }

    /// The first is where the trail began.
    private(set) var stops: [Stop] = []

    init(stops: [Stop] = []) {
        self.stops = stops
    }

    /// Nobody goes back further.
    static let limit = 100

    mutating func leave(_ task: TaskID, _ state: TaskPageState) {
        if stops.count == Self.limit { stops.removeFirst() }
        stops.append(Stop(task: task, state: state))
    }

    mutating func back() -> Stop? { stops.popLast() }
}
