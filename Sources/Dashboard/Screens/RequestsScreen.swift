import Model
import Terminal

extension Dashboard {
    /// Rows of the list: a line above it and its titles come off.
    var requestsPage: Int { max(1, contentHeight - 2) }

    /// What servers work on, the slowest first, and what they have done lately.
    func drawRequests(on canvas: inout Canvas, in rect: Rect, now: Double) -> Cursor? {
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
            self, on: &canvas, in: Rect(rect.x, rect.y + 1, rect.width, rect.height - 1), now: now)
        return typing ?? cursor
    }

    private var requestFacts: [Phrase] {
        guard let flight = picture.vitals?.requests else { return [.muted("requests are unknown")] }
        let slow = picture.requests.values.count { picture.now - $0.started >= Self.requestToLook }
        let ended = requests.rows.count - requests.inFlight
        return [
            .strong(NumberText.grouped(flight)) + " in flight",
            picture.history.last?.requestsBegun.map { Phrase("\(NumberText.rate($0))/s") } ?? "",
            slow > 0
                ? Phrase(
                    "\(settings.glyphs.warning) \(NumberText.grouped(slow)) longer than \(DurationText.short(Self.requestToLook))",
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

    /// The overview's box: the slowest in flight.
    func drawRequestsBox(on canvas: inout Canvas, in rect: Rect, now: Double) {
        let flying = RequestsState.inFlight(in: picture)
        let note = Phrase("8", .key) + .muted(" shows all")
        let inner = canvas.box(rect, title: .strong("requests in flight"), note: note)
        guard !flying.isEmpty else {
            canvas.put(.muted("none"), x: inner.x, y: inner.y)
            return
        }
        let isCut = flying.count > inner.height
        let shown = flying.prefix(isCut ? inner.height - 1 : inner.height)
        for (row, request) in shown.enumerated() {
            canvas.put(duration(of: request, now: now), x: inner.x, y: inner.y + row, width: 8, align: .right)
            let at = request.task.flatMap { picture.tasks[$0]?.location }.map(place) ?? ""
            let width = min(at.columns(), inner.width / 3)
            canvas.put(
                .strong(request.method) + " " + Phrase(request.target), x: inner.x + 10, y: inner.y + row,
                width: inner.width - 11 - width)
            canvas.put(
                at.fittedAtEnd(to: width, ellipsis: settings.glyphs.ellipsis), x: inner.x + inner.width - width,
                y: inner.y + row, width: width, align: .right)
        }
        guard isCut else { return }
        canvas.put(
            .muted("\(settings.glyphs.ellipsis) \(NumberText.grouped(flying.count - shown.count)) more"), x: inner.x,
            y: inner.y + inner.height - 1)
    }
}
