extension FindingKind {
    static let lostWakeup = FindingKind(
        slug: .lostWakeup, title: "lost wake-up", severity: .error,
        thresholds: [Threshold(name: "seconds", value: 5, meaning: "seconds that tasks wait for what is free")],
        meaning: "A lock, semaphore or queue is free, and tasks that wait for it were not woken.",
        why: "They go on only when the next one comes by and wakes them; often that is never.",
        remedy:
            "use a newer Python or library: asyncio.Semaphore loses wake-ups before 3.11; touch it from its loop alone (call_soon_threadsafe)",
        wrong: """
            threading.Thread(target=lambda: queue.put_nowait(item)).start()
            """,
        right: """
            threading.Thread(target=lambda: loop.call_soon_threadsafe(queue.put_nowait, item)).start()
            """,
        check: { context in
            guard context.picture.vitals?.blocked == nil else { return [] }
            return context.picture.resources.values.sorted { $0.id < $1.id }.compactMap { resource in
                if resource.kind == .event { return context.isNoMoreSet(resource) }
                guard let since = resource.unwokenSince,
                    context.now - since >= context.threshold(.lostWakeup, "seconds")
                else { return nil }
                let waiting = context.waiting(for: resource.id)
                guard let first = waiting.first else { return nil }
                var evidence = Evidence(
                    key: resource.place?.key ?? context.name(resource),
                    "\(context.name(resource)) is free, yet \(Plural.count(waiting.count, "task")) \(Plural.choose(waiting.count, "waits", "wait")) for it, for \(DurationText.short(context.now - since)) at least",
                    at: context.picture.tasks[first]?.location ?? resource.place)
                evidence.resource = resource.id
                evidence.since = since
                evidence.concerns(waiting)
                return evidence
            }
        })
}

extension FindingContext {
    /// Seconds that a task has to wait for an event that nobody sets any more.
    private static var patience: Double { 8 }

    /// An event that a task set and cleared again and again, until it ended.
    fileprivate func isNoMoreSet(_ event: Resource) -> Evidence? {
        guard let setter = event.fallen.first else { return nil }
        let waiting = waiting(for: event.id, roles: ["wait"])
        guard let first = waiting.first, let task = picture.tasks[first], let since = task.wait?.since,
            now - since >= Self.patience
        else { return nil }
        let least = task.wait?.isExact == false ? "at least " : ""
        let count = Plural.count(waiting.count, "task")
        var sentence = "\(count) \(Plural.choose(waiting.count, "waits", "wait")) for \(name(event)), "
        sentence += "the first for \(least)\(DurationText.short(now - since)), and nobody sets it any more: "
        sentence += "\(setter.task) \(setter.name), which set it and cleared it at once"
        if let place = setter.location { sentence += " (\(self.place(place)))" }
        sentence += ", has ended"
        var evidence = Evidence(key: event.place?.key ?? name(event), sentence, at: task.location ?? event.place)
        evidence.resource = event.id
        evidence.since = since
        evidence.concerns(waiting)
        return evidence
    }
}
