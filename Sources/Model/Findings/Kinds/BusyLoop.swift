extension FindingKind {
    static let busyLoop = FindingKind(
        slug: .busyLoop, title: "busy loop", severity: .warning, thresholds: [],
        meaning: "A task goes on again and again without ever waiting: sleep(0) in a loop.",
        why: "It keeps a CPU for itself, and every other task gets on later.",
        remedy: "await what it looks for: a queue, an event, a condition; or sleep for longer than 0",
        wrong: """
            while True:
                while outbox: send(outbox.popleft())
                await asyncio.sleep(0)
            """,
        right: """
            while True:
                send(await outbox.get())             # an asyncio.Queue
            """,
        check: { context in context.noticed(.busyLoop) })
}
