extension FindingKind {
    static let unsafeWakeup = FindingKind(
        slug: .unsafeWakeup, title: "wake-up that the loop does not hear", severity: .warning, thresholds: [],
        meaning: "A callback is due in a loop that sleeps: another thread has put it in, and has not woken the loop.",
        why: "It runs once the loop wakes for something else: with the next timer or message, or never.",
        remedy: "from another thread use loop.call_soon_threadsafe(future.set_result, value)",
        wrong: """
            def on_message(message):                 # in a thread of a library
                future.set_result(message)
            """,
        right: """
            def on_message(message):
                loop.call_soon_threadsafe(future.set_result, message)
            """,
        check: { context in context.noticed(.unsafeWakeup) })
}
