extension FindingKind {
    static let executorSaturated = FindingKind(
        slug: .executorSaturated, title: "executor saturated", severity: .warning,
        thresholds: [Threshold(name: "seconds", value: 3, meaning: "seconds that jobs have to wait for a thread")],
        meaning: "All threads of an executor are busy, and jobs wait for one.",
        why:
            "Calls that were made asynchronous wait in line after all; with the default executor, name look-ups do too.",
        remedy: "give slow jobs an executor of their own, more threads, or fewer jobs at a time",
        wrong: """
            await asyncio.gather(*(asyncio.to_thread(convert, file) for file in files))
            """,
        right: """
            threads = ThreadPoolExecutor(32, thread_name_prefix="convert")   # made once
            await asyncio.gather(*(loop.run_in_executor(threads, convert, file) for file in files))
            """,
        check: { context in
            context.picture.resources.values.sorted { $0.id < $1.id }.compactMap { resource in
                guard resource.kind == .executor || resource.kind == .limiter, let limit = resource.limit,
                    let inUse = resource.inUse, inUse >= limit, limit > 0,
                    let since = context.fullSince(resource), !context.isInDeadlock(resource),
                    context.now - since >= context.threshold(.executorSaturated, "seconds")
                else { return nil }
                let waiting = max(resource.depth ?? 0, resource.waiting)
                var sentence =
                    "\(resource.name ?? resource.type): \(limit == 1 ? "its only thread is" : "all \(limit) threads are") busy, \(Plural.count(waiting, "job")) \(Plural.choose(waiting, "waits", "wait"))"
                let places = Dictionary(grouping: resource.jobs ?? []) { $0.location }.mapValues(\.count)
                let busiest = places.max { ($0.value, $1.key?.line ?? 0) < ($1.value, $0.key?.line ?? 0) }
                if let place = busiest?.key {
                    sentence += "; \(busiest?.value ?? 0) of them at " + context.place(place)
                }
                var evidence = Evidence(
                    key: resource.name ?? resource.type, sentence, at: busiest?.key ?? resource.place)
                evidence.resource = resource.id
                evidence.since = since
                return evidence
            }
        })
}

extension FindingContext {
    /// Since when all of a resource is taken and somebody waits for it: the first in its line may have come before the
    /// first look. Nil where it is not so.
    fileprivate func fullSince(_ resource: Resource) -> Double? {
        guard let seen = past.lasting["full \(resource.id)"] else { return nil }
        let first = waiting(for: resource.id, roles: ["acquire"]).first.flatMap { picture.tasks[$0]?.wait?.since }
        return min(seen, first ?? seen)
    }
}
