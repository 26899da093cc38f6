import Model
import Terminal

/// Why a task does not go on, link by link: what it waits for, who has that, and what they wait for.
struct WhyLines {
    private let scene: Scene
    private let now: Double
    private let answer: [PageLine]
    private let standstill: [PageLine]
    /// What follows from the first line, without the guides of its tree.
    private var reasons: [(depth: Int, line: PageLine)] = []
    private var seen: Set<TaskID> = []
    /// The circle that the way leads into.
    private var circle: [PageLine] = []

    /// Deeper than this nobody reads.
    private static let depthLimit = 6
    /// So many members of a group, or holders of a resource, are named.
    private static let named = 4

    init(_ scene: Scene, _ task: TaskRecord, now: Double) {
        self.scene = scene
        self.now = now
        let cause = scene.graph.cause(of: task.id)
        answer = WhyAnswer(scene, task, cause: cause, now: now).lines
        standstill = scene.picture.standstill(of: task).map { [PageLine(Phrase($0, .look))] } ?? []
        seen = [task.id]
        if !task.state.isEnded, let deadlock = scene.graph.deadlock(behind: task.id) {
            follow(cause, to: deadlock)
        } else {
            follow(task, depth: 0)
        }
    }

    private var picture: Picture { scene.picture }

    /// The way into a circle, and the circle.
    private mutating func follow(_ cause: RootCause, to deadlock: Deadlock) {
        guard case .cycle(let entry) = cause.end else { return }
        for (depth, link) in cause.links.prefix(while: { $0.task != entry }).dropFirst().prefix(Self.depthLimit)
            .enumerated()
        {
            guard let record = picture.tasks[link.task] else { break }
            let title = Phrase.muted("for ") + scene.title(link.task) + "  "
            add(title + scene.sentence(about: record, now: now), depth, link: link.task)
        }
        circle = CircleLines(scene, now: now).lines(deadlock, from: entry)
    }

    private mutating func follow(_ task: TaskRecord, depth: Int) {
        guard depth < Self.depthLimit else { return add(.muted("and so on"), depth) }
        if let (wait, resource) = picture.resourceWait(of: task) {
            follow(resource, role: wait.role, depth)
        } else if let awaited = task.wait?.task {
            add(task: awaited, .muted("for "), depth)
        } else if let group = task.onGroup.flatMap({ picture.groups[$0] }) {
            follow(group, depth)
        }
    }

    /// All lines: the answer, and below it the tree of reasons, or the circle.
    var lines: [PageLine] {
        let glyphs = scene.settings.glyphs
        var lines: [PageLine] = []
        // From the last to the first: who has a sibling further down?
        var follows: [Bool] = []
        for (depth, line) in reasons.reversed() {
            while follows.count <= depth { follows.append(false) }
            let trail = follows[..<depth].map { $0 ? glyphs.treePipe : glyphs.treeBlank }.joined()
            let guide = " \(trail)\(follows[depth] ? glyphs.treeBranch : glyphs.treeLast) "
            lines.append(PageLine(Phrase(guide, .border) + line.phrase, link: line.link))
            follows[depth] = true
            follows.removeLast(follows.count - depth - 1)
        }
        return standstill + answer + lines.reversed() + circle
    }

    private mutating func add(_ phrase: Phrase, _ depth: Int, link: TaskID? = nil) {
        reasons.append((depth, PageLine(phrase, link: link)))
    }

    /// A task on the way, and what it waits for.
    private mutating func add(task id: TaskID, _ lead: Phrase, _ depth: Int, tail: Phrase = "") {
        let title = lead + scene.title(id) + tail
        guard let record = picture.tasks[id] else {
            return add(title + .muted("  which has ended"), depth, link: scene.record(id)?.id)
        }
        guard seen.insert(id).inserted else {
            return add(title + "  " + Phrase("again: a circle, nothing will wake them", .act), depth, link: id)
        }
        add(title + "  " + scene.sentence(about: record, now: now), depth, link: id)
        follow(record, depth: depth + 1)
    }

    private mutating func follow(_ group: AwaitGroup, _ depth: Int) {
        var title = Phrase.muted("for ") + .strong(GroupWords.kind(group)) + " " + GroupWords.progress(group)
        if let place = group.location { title += .muted("  made at ") + scene.place(place) }
        add(title, depth)
        let (members, count) = longestWaits(in: group.id)
        if count == 1 { return add(task: members[0].id, .muted("left "), depth + 1) }
        for member in members {
            add(
                scene.title(member.id) + "  " + scene.sentence(about: member, now: now), depth + 1,
                link: member.id)
        }
        if count > members.count {
            add(.muted("and \(NumberText.grouped(count - members.count)) more"), depth + 1)
        }
    }

    /// The few members that wait longest, and how many there are. A gather may have very many, and this is drawn often.
    private func longestWaits(in group: GroupID) -> (named: [TaskRecord], count: Int) {
        var first: [(since: Double, id: TaskID)] = []
        var count = 0
        for id in scene.graph.members(of: group) {
            guard let task = picture.tasks[id], task.group == group else { continue }
            count += 1
            let key = (since: task.wait?.since ?? .infinity, id: id)
            if first.count == Self.named, let last = first.last, last < key { continue }
            first.append(key)
            first.sort { $0 < $1 }
            if first.count > Self.named { first.removeLast() }
        }
        return (first.compactMap { picture.tasks[$0.id] }, count)
    }

    private mutating func follow(_ resource: Resource, role: String, _ depth: Int) {
        let glyphs = scene.settings.glyphs
        var facts = [Phrase.muted(resource.type)]
        if let use = resource.use, let limit = resource.limit {
            facts.append(Phrase("\(use)/\(limit)", use >= limit ? .look : .text) + .muted(" in use"))
        }
        facts.append(Phrase("\(resource.waiting)") + .muted(" waiting"))
        if let place = resource.place { facts.append(.muted("made at ") + scene.place(place)) }
        add(
            .muted("for ") + ResourceWords.title(resource, role: role) + "  "
                + .joined(facts, by: .muted(" \(glyphs.dot) ")), depth)
        if resource.held == 1, let holder = resource.holders.first {
            add(task: holder.task, .muted("held by "), depth + 1, tail: since(holder))
        } else {
            for holder in resource.holders.prefix(Self.named) {
                add(
                    .muted("held by ") + scene.title(holder.task) + since(holder), depth + 1,
                    link: scene.record(holder.task)?.id)
            }
            let more = resource.held - min(Self.named, resource.holders.count)
            if more > 0 { add(.muted("held by \(more) more"), depth + 1) }
        }
        for leak in (resource.leaked ?? []).prefix(Self.named) { add(leak, depth + 1) }
        if let unknown = resource.heldByUnknown, unknown > 0, resource.kind != .lock || resource.held == 0 {
            add(.muted("\(unknown) taken by somebody who cannot be told"), depth + 1)
        }
    }

    /// For how long it is held, and where.
    private func since(_ holder: Resource.Holder) -> Phrase {
        let atLeast = holder.isExact ? "" : scene.settings.glyphs == .ascii ? ">" : "≥"
        let phrase = Phrase.muted(" for ") + .strong(atLeast + DurationText.short(now - holder.since))
        return phrase + (holder.location.map { .muted(" at ") + scene.place($0) } ?? "")
    }

    private mutating func add(_ leak: Resource.Leak, _ depth: Int) {
        var phrase = Phrase.muted("held by ") + Phrase("no live task", .look)
        if let task = leak.task { phrase += .muted(": \(task) \(leak.name ?? "") ended, ") } else { phrase += "  " }
        phrase += .muted("a leak")
        if let place = leak.location { phrase += .muted(", taken at ") + scene.place(place) }
        add(phrase, depth)
    }
}
