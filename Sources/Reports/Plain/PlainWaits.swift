public import Model

/// Queues, locks, pools and their like in sentences: a line for each that waits or holds.
public struct PlainWaits: Sendable {
    private let picture: Picture
    private let rows: [WaitsReport.Row]

    /// Makes the text of those that match a filter.
    public init(_ picture: Picture, filter: RowFilter<ResourceRow> = RowFilter(parsing: "")) {
        self.picture = picture
        rows = WaitsReport.rows(of: picture, filter)
    }

    /// The longest waits first.
    public var text: String {
        let waiting = rows.total { $0.resource.waiting }
        let count = Plural.count(rows.count, "resource")
        return TextLines.joined(["Waits: \(count), \(Plural.count(waiting, "task")) waiting"] + rows.flatMap(lines))
    }

    private func lines(of row: WaitsReport.Row) -> [String] {
        let resource = row.resource
        let title = resource.name.map { "\($0), \(resource.type)" } ?? resource.type
        let worker = PlainText.owner(WorkerNumber.worker(of: resource.id), in: picture)
        var lines = ["\(worker)\(resource.kind.name) \(title)\(made(resource))", "  use: \(use(of: resource))"]
        lines += row.waiters.map { waiter in
            let least = waiter.isExact ? "" : "at least "
            return "  waits: \(name(waiter.task)), \(waiter.role), for \(least)\(DurationText.short(waiter.seconds))"
        }
        if resource.waiting > row.waiters.count { lines.append("  waiting in all: \(resource.waiting)") }
        lines += resource.holders.map { holder in
            let seconds = DurationText.short(max(0, picture.now - holder.since))
            let place = PlainText.place(holder.location, in: picture).map { ", taken \($0)" } ?? ""
            return "  holds: \(name(holder.task)), for \(holder.isExact ? "" : "at least ")\(seconds)\(place)"
        }
        if resource.held > resource.holders.count { lines.append("  held in all: \(resource.held)") }
        lines += (resource.leaked ?? []).map { leak in
            let who = [leak.task.map { "\($0)" }, leak.name].compactMap(\.self).joined(separator: " ")
            let place = PlainText.place(leak.location, in: picture).map { ", taken \($0)" } ?? ""
            return "  leaked: taken by \(who.isEmpty ? "a task" : who) that has ended\(place)"
        }
        if let unknown = resource.heldByUnknown, unknown > 0 { lines.append("  held by nobody known: \(unknown)") }
        return lines
    }

    private func made(_ resource: Resource) -> String {
        PlainText.place(resource.place, in: picture).map { ", made \($0)" } ?? ""
    }

    private func use(of resource: Resource) -> String {
        guard let use = resource.use else { return resource.value.map { "value \($0)" } ?? "unknown" }
        if let limit = resource.limit { return "\(use) of \(limit)" }
        return resource.isUnlimited == true ? "\(use), without a limit" : "\(use), limit unknown"
    }

    private func name(_ task: TaskID) -> String { TextLines.tasks([task], in: picture) }
}
