extension ResourceRow: Filterable {
    /// What can be asked of a resource.
    public static let filterKeys: [FilterKey<ResourceRow>] = [
        FilterKey("name", meaning: "what the code calls it", .text { $2.matches($0.resource.name ?? "") }),
        FilterKey(
            "kind", meaning: "queue, lock, pool, ..., or its class",
            .text { $2.matches($0.resource.kind.name) || $2.matches($0.resource.type) }),
        FilterKey(
            "at", meaning: "the line that made it, or where it is held",
            .text { row, _, pattern in
                FilterScene.isPlace(row.resource.place, like: pattern)
                    || row.resource.holders.contains { FilterScene.isPlace($0.location, like: pattern) }
            }),
        FilterKey(
            "holder", meaning: "a task that holds it: number or name",
            .text { row, scene, pattern in
                row.resource.holders.contains { scene.isTask($0.task, named: nil, like: pattern) }
            }),
        FilterKey(
            "waiter", meaning: "a task that waits for it: number or name",
            .text { row, scene, pattern in
                row.waiters.contains { scene.isTask($0.task.id, named: $0.task.label, like: pattern) }
            }),
        FilterKey(
            "worker", meaning: "its worker: pid, name, or 1, 2, ...",
            .text { $1.isWorker(WorkerNumber.worker(of: $0.resource.id), like: $2) }),
        FilterKey(
            "state", meaning: "full, free, leaked, closed",
            .words(["full", "free", "leaked", "closed"]) { row, _ in row.states }),
        FilterKey("id", meaning: "its number, also as #17", .id { WorkerNumber.number(of: $0.resource.id) }),
        FilterKey("wait", meaning: "how long the longest has waited", .duration { row, _ in row.longest }),
        FilterKey("waiting", meaning: "how many wait", .number { row, _ in Double(row.resource.waiting) }),
        FilterKey(
            "use", meaning: "how much is in use, or lies in it", .number { row, _ in row.resource.use.map(Double.init) }
        ),
    ]

    /// In name, class, kind, place.
    public func has(_ word: TextPattern, in scene: FilterScene) -> Bool {
        word.matches(resource.name ?? "") || word.matches(resource.type) || word.matches(resource.kind.name)
            || FilterScene.isPlace(resource.place, like: word)
    }

    private var states: [String] {
        var states: [String] = []
        if let limit = resource.limit, let use = resource.use { states.append(use >= limit ? "full" : "free") }
        if resource.leaked?.isEmpty == false { states.append("leaked") }
        if resource.isClosed == true { states.append("closed") }
        return states
    }
}
