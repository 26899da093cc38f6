import Model
import Terminal

/// How the rows of the waits screen are shared out.
struct WaitsLayout: Hashable, Sendable {
    /// Rows of the list, its titles among them.
    var list: Int
    /// Rows of the boxes about the selected resource, 0 for none.
    var boxes: Int

    /// The line above the list comes off.
    init(contentHeight: Int, resources: Int) {
        let room = max(0, contentHeight - 1)
        guard room >= 14 else {
            (list, boxes) = (room, 0)
            return
        }
        list = min(resources + 2, room / 2)
        boxes = room - list
    }
}

/// Waits as they are drawn.
struct WaitsView: SceneView {
    let scene: Scene
    let waits: WaitsState

    /// Queues, locks and pools: how full they are, who holds them and who waits.
    func draw(on canvas: inout Canvas, in rect: Rect, now: Double) -> Cursor? {
        let line = Rect(rect.x + 1, rect.y, rect.width - 2, 1)
        let typing = draw(waits.filter, facts: waitFacts, on: &canvas, in: line)
        let layout = WaitsLayout(contentHeight: rect.height, resources: waits.rows.count)
        guard !waits.rows.isEmpty else {
            canvas.put(wrapped: noResources, in: Rect(rect.x + 1, rect.y + 2, rect.width - 2, rect.height - 2))
            return typing
        }
        let first = waits.selection.firstRow(of: waits.rows.count, page: layout.list - 1)
        let table = Table(
            columns: chosen(WaitColumns.all, .waits), rows: waits.rows[first...],
            selected: waits.rows.firstIndex { $0.resource.id == waits.selection.id },
            sorted: waits.order)
        let cursor = table.draw(
            scene, on: &canvas, in: Rect(rect.x, rect.y + 1, rect.width, layout.list))
        guard let row = waits.selected, layout.boxes > 0 else { return typing ?? cursor }
        let below = Rect(rect.x, rect.y + 1 + layout.list, rect.width, layout.boxes)
        let left = below.width - below.width / 2
        drawHolders(of: row, on: &canvas, in: Rect(below.x, below.y, left, below.height), now: now)
        drawWaiters(
            of: row, on: &canvas, in: Rect(below.x + left, below.y, below.width - left, below.height), now: now)
        return typing ?? cursor
    }

    private var waitFacts: [Phrase] {
        let all = picture.resources.count
        let counts: Phrase =
            waits.filter.isEmpty
            ? Phrase(NumberText.grouped(all)) + .muted(" " + Plural.noun(all, "resource"))
            : .muted("shown ") + Phrase(NumberText.grouped(waits.rows.count)) + .muted(" of \(NumberText.grouped(all))")
        let waiting = picture.resourceWaits.count
        let full = waits.rows.count { ResourceText.role($0.resource) == .act }
        let leaks = waits.rows.reduce(0) { $0 + ($1.resource.leaked?.count ?? 0) }
        return [
            full > 0 ? Phrase("\(settings.glyphs.warning) \(NumberText.grouped(full)) used up", .act) : "",
            leaks > 0 ? Phrase("\(settings.glyphs.warning) \(NumberText.grouped(leaks)) leaked", .look) : "",
            Phrase(NumberText.grouped(waiting)) + .muted(" " + Plural.choose(waiting, "task waits", "tasks wait")),
            counts,
        ]
    }

    private var noResources: Phrase {
        if !waits.filter.isEmpty {
            return "No resource matches the filter: " + Phrase("esc", .key) + .muted(" clears it.")
        }
        return
            "No queue, lock or pool is known. They are found by the tasks that wait for them or hold them, and in the variables of the modules that own them."
    }
}
