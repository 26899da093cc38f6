import Model
import Terminal

/// Tasks that wait for each other, drawn as the circle that they are.
struct CircleLines {
    private let scene: Scene
    private let now: Double

    init(_ scene: Scene, now: Double) {
        self.scene = scene
        self.now = now
    }

    private var picture: Picture { scene.picture }
    private var glyphs: Glyphs { scene.settings.glyphs }

    /// Two lines a member: where it waits and for what; who has that, since when, and where that one took it.
    func lines(_ deadlock: Deadlock, from first: TaskID) -> [PageLine] {
        let start = deadlock.members.firstIndex { $0.task == first } ?? 0
        let members = Array(deadlock.members[start...] + deadlock.members[..<start])
        var lines: [PageLine] = []
        for (index, link) in members.enumerated() {
            let next = members[(index + 1) % members.count].task
            let head = index == 0 ? "\(glyphs.topLeft)\(glyphs.separator) " : "\(glyphs.vertical)  "
            lines.append(PageLine(Phrase(" " + head, .act) + member(link), link: link.task))
            lines.append(PageLine(Phrase(" \(glyphs.vertical)    ", .act) + reason(link, next: next)))
        }
        let back = String(repeating: String(glyphs.horizontal), count: 3)
        let end = Phrase(" \(glyphs.bottomLeft)\(back) ", .act) + .muted("and so on: back to ")
        lines.append(PageLine(end + Phrase("\(members.first?.task ?? first)", .place)))
        return lines
    }

    private func member(_ link: WaitLink) -> Phrase {
        var phrase = scene.title(link.task)
        guard let task = picture.tasks[link.task], let wait = task.wait else { return phrase }
        phrase += .muted(" waits ") + .strong(TaskCells.waitText(wait, now: now, glyphs: glyphs))
        phrase += .muted(" for ") + WaitWords.what(task, in: picture)
        if let place = link.location { phrase += .muted(" at ") + scene.place(place) }
        return phrase
    }

    private func reason(_ link: WaitLink, next: TaskID) -> Phrase {
        if link.isTaken { return .muted("which is full; who took from it is ") + scene.title(next) }
        guard let since = link.heldSince else {
            return link.group == nil
                ? .muted("which waits too") : .muted("of which ") + scene.title(next) + .muted(" is left")
        }
        var phrase = Phrase.muted("held by ") + scene.title(next)
        phrase +=
            .muted(" for ")
            + .strong(
                (link.isHeldExactly ? "" : scene.settings.glyphs == .ascii ? ">" : "≥")
                    + DurationText.short(now - since))
        if let place = link.heldAt { phrase += .muted(", taken at ") + scene.place(place) }
        if link.holders > 1 { phrase += .muted(", and by \(link.holders - 1) more in the same case") }
        return phrase
    }
}
