extension FindingKind {
    static let deadConsumer = FindingKind(
        slug: .deadConsumer, title: "dead consumer", severity: .error,
        thresholds: [
            Threshold(name: "seconds", value: 5, meaning: "seconds that nothing is taken from the queue, or done of it")
        ],
        meaning:
            "A task that took from a queue has failed, and now nobody takes from it, or its join() waits for ever.",
        why: "Whoever puts into the queue waits once it is full; what lies in it is never worked on.",
        remedy:
            "catch what one item may raise inside of the consumer's loop; await the consumer, so that its failure is seen",
        wrong: """
            async def consumer(queue):
                while True:
                    item = await queue.get()
                    await work(item)          # one bad item ends it
            """,
        right: """
            async def consumer(queue):
                while True:
                    item = await queue.get()
                    try:
                        await work(item)
                    except Exception:
                        log.exception("item %r", item)
                    finally:
                        queue.task_done()
            """,
        check: { context in
            context.picture.resources.values.sorted { $0.id < $1.id }.compactMap { evidence($0, context) }
        })

    private static func evidence(_ resource: Resource, _ context: FindingContext) -> Evidence? {
        guard resource.kind == .queue, let fallen = resource.fallen.first, let state = state(of: resource, context)
        else { return nil }
        let waiting = context.waiting(for: resource.id, roles: ["put", "join"])
        var sentence = "\(context.name(resource)) \(state.words); \(fallen.task) \(fallen.name), which took from it, "
        sentence += "failed at least \(DurationText.short(max(0, context.now - fallen.ended))) ago with \(fallen.error)"
        if let place = fallen.location { sentence += " at " + context.place(place) }
        if resource.fallen.count > 1 { sentence += ", and \(resource.fallen.count - 1) more of its consumers" }
        if !waiting.isEmpty {
            sentence += "; \(Plural.count(waiting.count, "task")) \(Plural.choose(waiting.count, "waits", "wait"))"
        }
        var evidence = Evidence(
            key: fallen.location?.key ?? context.name(resource), sentence, at: fallen.location ?? resource.place)
        evidence.resource = resource.id
        evidence.since = state.since
        evidence.concerns(waiting)
        return evidence
    }

    /// What does not go on, and since when; nil where it does.
    static func state(of resource: Resource, _ context: FindingContext) -> (words: String, since: Double)? {
        let least = context.threshold(.deadConsumer, "seconds")
        let takers = context.picture.takers.of(resource.id)
        if let since = resource.stalledSince, context.now - since >= least {
            // One that lives may only be slow.
            guard takers?.isEmpty == true else { return nil }
            guard let depth = resource.depth, depth > 0 else { return nil }
            let full = resource.limit.map { depth >= $0 ? "is full (\(depth)/\($0))" : "has \(depth) of \($0) items" }
            return ("\(full ?? "has \(Plural.count(depth, "item"))"), and nothing is taken from it", since)
        }
        let joining = context.waiting(for: resource.id, roles: ["join"])
        guard let first = joining.first, let since = context.picture.tasks[first]?.wait?.since,
            context.now - since >= least, resource.depth == 0, let left = resource.unfinished, left > 0,
            // Each that failed had one item at hand, and none of the others has any.
            left <= resource.fallen.count,
            takers?.allSatisfy({
                context.picture.resourceWaits[$0] == ResourceWait(resource: resource.id, role: "get")
            }) == true
        else { return nil }
        return (
            "is empty, and \(Plural.count(left, "item")) of it \(Plural.choose(left, "was", "were")) never done", since
        )
    }
}
