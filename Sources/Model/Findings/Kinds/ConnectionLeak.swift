extension FindingKind {
    static let connectionLeak = FindingKind(
        slug: .connectionLeak, title: "leaked connection", severity: .error,
        thresholds: [Threshold(name: "seconds", value: 2, meaning: "seconds that a leak has to last")],
        meaning: "Something was taken from a pool, and the task that took it has ended without giving it back.",
        why: "The pool shrinks by one each time, until everybody waits for it.",
        remedy: "take it with `async with`, so that every way out gives it back",
        wrong: """
            connection = await pool.acquire()
            rows = await connection.fetch(query)     # raises: never released
            await pool.release(connection)
            """,
        right: """
            async with pool.acquire() as connection:
                rows = await connection.fetch(query)
            """,
        check: { context in
            context.picture.resources.values.sorted { $0.id < $1.id }.compactMap { resource in
                guard let leaks = resource.leaked, let first = leaks.first,
                    let since = context.past.lasting["leak \(resource.id)"],
                    context.now - since >= context.threshold(.connectionLeak, "seconds")
                else { return nil }
                var sentence =
                    "\(leaks.count) of \(context.name(resource)) \(Plural.choose(leaks.count, "is", "are")) held by no live task"
                if let limit = resource.limit { sentence += " (limit \(limit))" }
                if let task = first.task {
                    sentence += "; \(task) \(first.name ?? "") had one, and has ended"
                } else if let generator = first.name {
                    sentence += "; the generator \(generator) keeps one, and nobody runs it any more"
                }
                if first.location == nil { sentence += "; where it was taken was not seen" }
                let taken = context.onlyPlace(waitingFor: resource.id)
                if resource.waiting > 0 { sentence += "; \(resource.waiting) wait" }
                if first.location == nil, let taken { sentence += ", all at \(context.place(taken))" }
                // Never the line that made the pool: nothing is wrong there. Where others want one is where it is taken.
                let place = first.location ?? taken
                var evidence = Evidence(key: place?.key ?? context.name(resource), sentence, at: place)
                evidence.resource = resource.id
                evidence.since = first.since
                return evidence
            }
        })
}

extension FindingContext {
    /// The one line of the service's own at which all stand that wait for a resource; nil where there are several.
    fileprivate func onlyPlace(waitingFor resource: Int) -> CodeLocation? {
        let places = Set(waiting(for: resource).map { picture.tasks[$0]?.location })
        guard places.count == 1, let place = places.first ?? nil, place.isUserCode else { return nil }
        return place
    }
}
