extension FindingKind {
    static let noBackpressure = FindingKind(
        slug: .noBackpressure, title: "no backpressure", severity: .warning,
        thresholds: [
            Threshold(name: "depth", value: 100, meaning: "items in the queue"),
            Threshold(name: "seconds", value: 6, meaning: "seconds that it has to grow without a pause"),
        ],
        meaning: "A queue without a bound grows: more is put into it than is taken from it.",
        why: "What is put in last waits for all before it, and memory grows until the process is killed.",
        remedy: "give it a bound, so that put() waits for the consumers: Queue(maxsize=100)",
        wrong: """
            jobs = asyncio.Queue()
            """,
        right: """
            jobs = asyncio.Queue(maxsize=100)
            """,
        check: { context in
            let least = Int(context.threshold(.noBackpressure, "depth"))
            let window = Int(saturating: context.threshold(.noBackpressure, "seconds").rounded())
            return context.picture.resources.values.sorted { $0.id < $1.id }.compactMap { resource in
                guard resource.kind == .queue, resource.isUnlimited == true, let depth = resource.depth, depth >= least
                else { return nil }
                let growth = Growth(resource.uses.compactMap { $0 } + [depth], least: least, window: window)
                guard growth.isSteady else { return nil }
                let rate = growth.gained / max(1, growth.seconds)
                var evidence = Evidence(
                    key: resource.place?.key ?? context.name(resource),
                    "\(context.name(resource)) has no bound and \(Plural.count(depth, "item")), \(rate) more every second",
                    at: resource.place)
                evidence.resource = resource.id
                return evidence
            }
        })
}
