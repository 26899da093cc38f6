extension FindingKind {
    static let poolExhausted = FindingKind(
        slug: .poolExhausted, title: "pool exhausted", severity: .warning,
        thresholds: [
            Threshold(name: "seconds", value: 2, meaning: "seconds that a task has to wait for a connection")
        ],
        meaning: "All of a pool is in use, and tasks wait for it.",
        why: "Their requests take as long as the slowest holder; with more of them arriving, the line only grows.",
        remedy: "hold connections for shorter (no other awaits inside), or give the pool a larger size",
        wrong: """
            async with pool.acquire() as connection:
                user = await connection.fetchrow(query)
                await session.post(hook, json=user)  # holds the connection meanwhile
            """,
        right: """
            async with pool.acquire() as connection:
                user = await connection.fetchrow(query)
            await session.post(hook, json=user)
            """,
        check: { context in
            var waiters: [Int: [TaskID]] = [:]
            for (task, wait) in context.picture.resourceWaits where wait.role == "acquire" {
                waiters[wait.resource, default: []].append(task)
            }
            return context.picture.resources.values.sorted { $0.id < $1.id }.compactMap { resource in
                guard resource.kind == .pool, let limit = resource.limit, limit > 0, let inUse = resource.inUse,
                    inUse >= limit, let waiting = waiters[resource.id],
                    (resource.leaked?.count ?? 0) < inUse,  // else the leak is the finding
                    !context.isInDeadlock(resource)
                else { return nil }
                return evidence(resource, limit, waiting, context)
            }
        })

    private static func evidence(
        _ resource: Resource, _ limit: Int, _ waiting: [TaskID], _ context: FindingContext
    ) -> Evidence? {
        let byAge = waiting.compactMap { id in context.picture.tasks[id]?.wait.map { (since: $0.since, id: id) } }
            .sorted {
                $0 < $1
            }
        guard let oldest = byAge.first, context.now - oldest.since >= context.threshold(.poolExhausted, "seconds")
        else { return nil }
        func least(_ id: TaskID) -> String { context.picture.tasks[id]?.wait?.isExact == false ? "at least " : "" }
        var sentence =
            "\(context.name(resource)): \(resource.inUse ?? limit)/\(limit) in use, \(waiting.count) waiting, "
        sentence += "the first for \(least(oldest.id))\(DurationText.short(context.now - oldest.since))"
        var place = resource.place
        if let holder = resource.holders.first {
            sentence +=
                "; \(context.title(holder.task)) has held one for \(holder.isExact ? "" : "at least ")\(DurationText.short(context.now - holder.since))"
            if let at = holder.location {
                sentence += " at " + context.place(at)
                place = at.isUserCode ? at : place
            }
        }
        var evidence = Evidence(key: resource.place?.key ?? context.name(resource), sentence, at: place)
        evidence.resource = resource.id
        evidence.concerns(resource.holders.map(\.task) + byAge.map(\.id))
        evidence.since = oldest.since
        return evidence
    }
}

extension FindingContext {
    /// True where all that is taken of a resource is in the hands of tasks of a deadlock, which is told by itself.
    func isInDeadlock(_ resource: Resource) -> Bool {
        guard !graph.deadlocks.isEmpty, !resource.holders.isEmpty else { return false }
        return resource.holders.allSatisfy { graph.doomed.contains($0.task) }
    }
}
