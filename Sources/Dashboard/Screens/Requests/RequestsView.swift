import Model
import Terminal

/// The requests as they are drawn.
struct RequestsView: SceneView {
    let scene: Scene
    let requests: RequestsState

    /// What servers work on, the slowest first, and what they have done lately.
    func draw(on canvas: inout Canvas, in rect: Rect, now: Double) -> Cursor? {
        let line = Rect(rect.x + 1, rect.y, rect.width - 2, 1)
        let typing = draw(requests.filter, facts: requestFacts, on: &canvas, in: line)
        guard !requests.rows.isEmpty else {
            canvas.put(wrapped: noRequests, in: Rect(rect.x + 1, rect.y + 2, rect.width - 2, rect.height - 2))
            return typing
        }
        let first = requests.selection.firstRow(of: requests.rows.count, page: rect.height - 2)
        let table = Table(
            columns: chosen(RequestColumns.all, .requests), rows: requests.rows[first...],
            selected: requests.rows.firstIndex { $0.id == requests.selection.id },
            sorted: requests.order)
        let cursor = table.draw(
            scene, on: &canvas, in: Rect(rect.x, rect.y + 1, rect.width, rect.height - 1))
        return typing ?? cursor
    }

    private var requestFacts: [Phrase] {
        guard let flight = picture.vitals?.requests else { return [.muted("requests are unknown")] }
        let slow = picture.requests.values.count { picture.now - $0.started >= RequestsState.toLook }
        let ended = requests.rows.count - requests.inFlight
        return [
            .strong(NumberText.grouped(flight)) + " in flight",
            picture.history.last?.requestsBegun.map { Phrase("\(NumberText.rate($0))/s") } ?? "",
            slow > 0
                ? Phrase(
                    "\(settings.glyphs.warning) \(NumberText.grouped(slow)) longer than \(DurationText.short(RequestsState.toLook))",
                    .look) : "",
            .muted("\(NumberText.grouped(ended)) ended lately"),
        ]
    }

    private var noRequests: Phrase {
        if !requests.filter.isEmpty {
            return "No request matches the filter: " + Phrase("esc", .key) + .muted(" clears it.")
        }
        guard picture.vitals?.requests != nil else {
            return
                "Which requests are in flight is unknown: the agent knows those of uvicorn, hypercorn, sanic, tornado and aiohttp.web, and none of them serves here."
        }
        return "No request is in flight, and none has ended since looptop looks."
    }
}
