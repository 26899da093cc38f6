extension FindingKind {
    static let taskUnreferenced = FindingKind(
        slug: .taskUnreferenced, title: "task may be collected", severity: .warning, thresholds: [],
        meaning: "A task was destroyed while it was still waiting: nobody but the loop had a reference to it.",
        why: "The loop keeps only weak references: the garbage collector ends such a task in the middle, silently.",
        remedy: "keep a reference until it is done: in a set, in a TaskGroup, in an attribute",
        wrong: """
            asyncio.create_task(refresh())
            """,
        right: """
            task = asyncio.create_task(refresh())
            background.add(task)
            task.add_done_callback(background.discard)
            """,
        check: { LogEvidence(.destroyed, in: $0).evidence { "\($0) destroyed while pending: nobody kept a reference" } }
    )
}

/// Log entries of one kind, by the place or the task that they tell of.
struct LogEvidence {
    private let groups: [String: [LogEntry]]

    init(_ kind: LogEntry.Kind, in context: FindingContext) {
        let entries = context.picture.log.entries.filter { $0.kind == kind }
        groups = Dictionary(grouping: entries) { $0.location?.key ?? $0.text ?? $0.name ?? "" }
    }

    /// One finding a place; the sentence is made of how many it were, `3 tasks`, and what the newest says is added.
    func evidence(_ sentence: (String) -> String) -> [Evidence] {
        groups.compactMap { key, entries in
            guard let first = entries.first, let last = entries.last else { return nil }
            var text = sentence("\(Plural.count(entries.count, "task")) \(Plural.choose(entries.count, "was", "were"))")
            let said = [last.name, last.text].compactMap { $0 }.joined(separator: ", ")
            if !said.isEmpty { text += "; the last: \(said)" }
            var evidence = Evidence(key: key, text, at: last.location)
            evidence.taskCount = entries.count
            evidence.since = first.time
            return evidence
        }
    }
}
