import Model
import Terminal

/// The events as they are drawn.
struct EventsView: SceneView {
    let scene: Scene
    let events: EventsState

    /// What happened, the newest at the bottom.
    func draw(on canvas: inout Canvas, in rect: Rect, now: Double) -> Cursor? {
        let line = Rect(rect.x + 1, rect.y, rect.width - 2, 1)
        let typing = draw(events.filter, facts: eventFacts(now: now), on: &canvas, in: line)
        let page = max(1, rect.height - 2)
        let first = events.firstRow(page: page)
        let table = Table(
            columns: chosen(EventColumns.all, .events), rows: events.rows[first...].prefix(page),
            selected: events.selectedIndex)
        let cursor = table.draw(
            scene, on: &canvas, in: Rect(rect.x, rect.y + 1, rect.width, rect.height - 1))
        if events.rows.isEmpty {
            canvas.put(wrapped: noEvents, in: Rect(rect.x + 2, rect.y + 3, rect.width - 4, rect.height - 3))
        }
        return typing ?? cursor
    }

    private func eventFacts(now: Double) -> [Phrase] {
        let all = picture.log.entries.count
        let isNarrowed = events.group != .everything || !events.filter.isEmpty
        let counts: Phrase =
            isNarrowed
            ? .muted("shown ") + Phrase(NumberText.grouped(events.rows.count))
                + .muted(" of \(NumberText.grouped(all))")
            : Phrase(NumberText.grouped(all)) + .muted(" " + Plural.noun(all, "event"))
        let lost = picture.log.lost
        return [
            events.isFollowing
                ? Phrase("\(settings.glyphs.live) follows", .good)
                : Phrase("\(settings.glyphs.stale) stands", .look) + .muted(", ") + Phrase("G", .key)
                    + .muted(" follows"),
            lost > 0 ? Phrase("\(settings.glyphs.warning) \(NumberText.grouped(lost)) lost", .look) : "",
            .muted("kind ") + Phrase(events.group.rawValue, events.group == .everything ? .text : .place),
            counts,
            picture.log.since.map { .muted("known for ") + Phrase(DurationText.short(now - $0)) } ?? "",
        ]
    }

    private var noEvents: Phrase {
        if !picture.log.entries.isEmpty {
            return "No event is let through: " + Phrase("esc", .key) + .muted(" clears the filter, ")
                + Phrase("K", .key)
                + .muted(" shows the next kinds.")
        }
        guard picture.log.since != nil else {
            return .muted("The agent has not told of events: it may be older than looptop.")
        }
        return
            "Nothing has happened yet. Creations and ends of tasks with names of their own are told here, failures of all tasks, and what befalls the loop."
    }
}
