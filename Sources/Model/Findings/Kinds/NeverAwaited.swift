extension FindingKind {
    static let neverAwaited = FindingKind(
        slug: .neverAwaited, title: "never awaited", severity: .warning, thresholds: [],
        meaning: "A coroutine was made and thrown away without being awaited: its code never ran.",
        why: "What it should have done is not done, and nothing fails.",
        remedy: "await it, or make a task of it",
        wrong: """
            save(order)                              # a coroutine, not a call
            """,
        right: """
            await save(order)
            """,
        check: { context in
            LogEvidence(.neverAwaited, in: context).evidence { words in
                words.changing("tasks", to: "coroutines").changing("task", to: "coroutine") + " never awaited"
            }
        })
}
