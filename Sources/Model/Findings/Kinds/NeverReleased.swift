extension FindingKind {
    static let neverReleased = FindingKind(
        slug: .neverReleased, title: "lock never released", severity: .error,
        thresholds: [
            Threshold(name: "seconds", value: 8, meaning: "seconds that nobody may be there who could release it")
        ],
        meaning: "A lock or all permits of a semaphore are taken, and nobody is left who could give them back.",
        why:
            "The task that took it has ended without a release(), after an exception as a rule; all others wait for ever.",
        remedy: "take it in a block: async with; where that cannot be, release it in finally",
        wrong: """
            await slots.acquire()
            result = await work()      # raises: the permit is gone
            slots.release()
            """,
        right: """
            async with slots:
                result = await work()
            """,
        check: { context in
            context.picture.resources.values.sorted { $0.id < $1.id }.compactMap { resource in
                guard let since = resource.abandonedSince,
                    context.now - since >= context.threshold(.neverReleased, "seconds")
                else { return nil }
                let waiting = context.waiting(for: resource.id)
                guard let first = waiting.first else { return nil }
                let taken =
                    (resource.limit ?? resource.inUse).map { $0 > 1 ? "all \($0) permits are" : "it is" } ?? "it is"
                var evidence = Evidence(
                    key: resource.place?.key ?? context.name(resource),
                    "\(context.name(resource)): \(taken) taken, and no task or thread is seen that could give it back, for \(DurationText.short(context.now - since)) at least; \(Plural.count(waiting.count, "task")) \(Plural.choose(waiting.count, "waits", "wait"))",
                    at: context.picture.tasks[first]?.location ?? resource.place)
                evidence.resource = resource.id
                evidence.since = since
                evidence.concerns(waiting)
                return evidence
            }
        })
}

extension FindingContext {
    /// The tasks that wait for a resource, the longest wait first.
    func waiting(for resource: Int, roles: Set<String> = ["acquire", "get", "put"]) -> [TaskID] {
        picture.resourceWaits.filter { $0.value.resource == resource && roles.contains($0.value.role) }.map(\.key)
            .sorted { left, right in
                let (one, other) = (picture.tasks[left]?.wait?.since, picture.tasks[right]?.wait?.since)
                return (one ?? .infinity, left) < (other ?? .infinity, right)
            }
    }
}
