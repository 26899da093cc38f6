public import JSON
public import Model

/// `looptop waits`: queues, locks, pools and their like, the ones with the longest waits first.
public struct WaitsReport: Sendable {
    private let picture: Picture
    private let rows: [Row]

    /// A resource with the tasks that wait for it, in the order in which they came.
    struct Row: Sendable {
        var resource: Resource
        var waiters: [Waiter]
        var longest: Double { waiters.map(\.seconds).max() ?? 0 }
    }

    struct Waiter: Sendable {
        var task: TaskID
        var role: String
        var seconds: Double
        var isExact: Bool
    }

    /// Makes the report of those that match a filter.
    public init(_ picture: Picture, filter: RowFilter<ResourceRow> = RowFilter(parsing: "")) {
        self.picture = picture
        rows = Self.rows(of: picture, filter)
    }

    /// The longest waits first.
    static func rows(of picture: Picture, _ filter: RowFilter<ResourceRow>) -> [Row] {
        let scene = filter.scene(of: picture)
        let shown = Set(ResourceRow.all(of: picture).filter { filter.matches($0, in: scene) }.map(\.id))
        var waiters: [Int: [Waiter]] = [:]
        for (id, wait) in picture.resourceWaits {
            let task = picture.tasks[id]
            waiters[wait.resource, default: []].append(
                Waiter(
                    task: id, role: wait.role, seconds: task?.waitSeconds(at: picture.now) ?? 0,
                    isExact: task?.wait?.isExact ?? false))
        }
        return picture.resources.values.filter { shown.contains($0.id) }.map { resource in
            Row(
                resource: resource,
                waiters: (waiters[resource.id] ?? []).sorted { ($1.seconds, $0.task) < ($0.seconds, $1.task) })
        }.sorted { left, right in
            (right.longest, right.resource.waiting, right.resource.held, left.resource.id)
                < (left.longest, left.resource.waiting, left.resource.held, right.resource.id)
        }
    }

    /// A table with a head, a line a resource.
    public var text: String {
        var table = TextTable(
            ["ID", "KIND", "NAME", "TYPE", "USE", "WAITING", "LONGEST", "HELD-BY", "HELD-AT"],
            rightAligned: [0, 4, 5, 6], in: picture)
        for row in rows {
            let resource = row.resource
            let cells = [
                "\(WorkerNumber.number(of: resource.id))", resource.kind.name, resource.name ?? "-", resource.type,
                use(of: resource),
                "\(resource.waiting)", row.waiters.isEmpty ? "" : DurationText.short(row.longest),
                holders(of: resource), TaskCells.place(resource.holders.first?.location, in: picture),
            ]
            table.add(cells, worker: WorkerNumber.worker(of: resource.id))
        }
        return table.text + Doubts.text(of: picture)
    }

    private func use(of resource: Resource) -> String {
        guard let use = resource.use else { return resource.value.map { "\($0)" } ?? "-" }
        if let limit = resource.limit { return "\(use)/\(limit)" }
        return resource.isUnlimited == true ? "\(use)/unlimited" : "\(use)"
    }

    private func holders(of resource: Resource) -> String {
        var words: [String] = []
        if let first = resource.holders.first {
            let name = picture.tasks[first.task]?.name ?? ""
            words.append("\(first.task) \(name)" + (resource.held > 1 ? " and \(resource.held - 1) more" : ""))
        }
        if let leaked = resource.leaked?.count, leaked > 0 { words.append("\(leaked) by no live task") }
        if let unknown = resource.heldByUnknown, unknown > 0 { words.append("\(unknown) unknown") }
        return words.joined(separator: ", ")
    }

    /// `{"service", "resources", "complete", "dropped"}`.
    public var json: JSONValue {
        TaskJSON.document(picture, [("resources", .array(rows.map { .object(fields(of: $0)) }))])
    }

    private func rates(of resource: Resource) -> JSONValue {
        guard let rates = resource.rates else { return .null }
        return [
            "puts": JSONValue(rates.puts), "gets": JSONValue(rates.gets), "acquires": JSONValue(rates.acquires),
            "exact": .bool(rates.isExact),
        ]
    }

    private func seconds(since: Double?) -> JSONValue {
        since.map { .double(TaskJSON.rounded(max(0, picture.now - $0))) } ?? .null
    }

    private func waited(of resource: Resource) -> JSONValue {
        guard let waited = resource.waited else { return .null }
        return [
            "count": .int(waited.count), "median": .double(waited.median), "longest": .double(waited.longest),
        ]
    }

    private func fields(of row: Row) -> [(String, JSONValue)] {
        let resource = row.resource
        return [
            ("id", .int(WorkerNumber.number(of: resource.id))), ("kind", .string(resource.kind.name)),
            ("name", JSONValue(resource.name)),
            ("type", .string(resource.type)), ("worker", TaskJSON.worker(of: resource.id, in: picture)),
            ("location", TaskJSON.location(resource.place)), ("in_use", JSONValue(resource.inUse)),
            ("limit", JSONValue(resource.limit)), ("unlimited", resource.isUnlimited.map { .bool($0) } ?? .null),
            ("depth", JSONValue(resource.depth)), ("value", JSONValue(resource.value)),
            ("idle", JSONValue(resource.idle)), ("size", JSONValue(resource.size)),
            ("unfinished", JSONValue(resource.unfinished)), ("joining", JSONValue(resource.joining)),
            ("acquires", JSONValue(resource.acquires)), ("opened", JSONValue(resource.opened)),
            ("lost", JSONValue(resource.lost)), ("acquire_wait", JSONValue(resource.acquireWait)),
            ("rates", rates(of: resource)), ("waited", waited(of: resource)),
            (
                "stalled",
                resource.stalledSince.map { .double(TaskJSON.rounded(max(0, picture.now - $0))) } ?? .null
            ),
            ("unwoken", seconds(since: resource.unwokenSince)), ("abandoned", seconds(since: resource.abandonedSince)),
            (
                "fallen",
                .array(
                    resource.fallen.map { fallen in
                        [
                            "task": .int(fallen.task.rawValue), "name": .string(fallen.name),
                            "error": .string(fallen.error), "location": TaskJSON.location(fallen.location),
                            "seconds": seconds(since: fallen.ended),
                        ]
                    })
            ),
            ("waiting", .array(row.waiters.map { .int($0.task.rawValue) })),
            (
                "waiters",
                .array(
                    row.waiters.map { waiter in
                        [
                            "task": .int(waiter.task.rawValue), "role": .string(waiter.role),
                            "seconds": .double(TaskJSON.rounded(waiter.seconds)),
                            "since": waiter.isExact ? "exact" : "at_least",
                        ]
                    })
            ),
            (
                "holders",
                .array(
                    resource.holders.map { holder in
                        [
                            "task": .int(holder.task.rawValue),
                            "seconds": .double(TaskJSON.rounded(max(0, picture.now - holder.since))),
                            "since": holder.isExact ? "exact" : "at_least",
                            "location": TaskJSON.location(holder.location),
                        ]
                    })
            ),
            ("held_by_unknown", JSONValue(resource.heldByUnknown)),
            (
                "leaked",
                resource.leaked.map { leaks in
                    .array(
                        leaks.map { leak in
                            [
                                "task": JSONValue(leak.task?.rawValue), "name": JSONValue(leak.name),
                                "location": TaskJSON.location(leak.location),
                            ]
                        })
                } ?? .null
            ),
        ]
    }
}
