extension FindingKind {
    static let cancellationIgnored = FindingKind(
        slug: .cancellationIgnored, title: "cancellation ignored", severity: .warning,
        thresholds: [Threshold(name: "seconds", value: 5, meaning: "seconds after the request to end")],
        meaning: "A task was asked to end, and goes on.",
        why: "A shutdown or a timeout that cancels it waits for it, for ever if it must.",
        remedy: "let CancelledError through: re-raise it after cleaning up, and keep the cleaning short",
        wrong: """
            while True:
                try:
                    await step()
                except BaseException:                # CancelledError too
                    log.exception("again")
            """,
        right: """
            while True:
                try:
                    await step()
                except asyncio.CancelledError:
                    raise
                except Exception:
                    log.exception("again")
            """,
        check: { context in
            let least = context.threshold(.cancellationIgnored, "seconds")
            let late = context.past.cancelling.filter { context.now - $0.value >= least }
            let places = Dictionary(grouping: late.keys) { context.picture.tasks[$0]?.location }
            return places.compactMap { place, ids in
                guard let first = ids.min(by: { late[$0] ?? 0 < late[$1] ?? 0 }), let since = late[first] else {
                    return nil
                }
                var sentence = context.title(first)
                if ids.count > 1 { sentence += " and \(ids.count - 1) more" }
                sentence +=
                    " \(ids.count > 1 ? "were" : "was") asked to end \(DurationText.short(context.now - since)) ago"
                sentence += " or longer, and \(ids.count > 1 ? "go" : "goes") on"
                let coroutine = context.picture.tasks[first]?.coroutine ?? ""
                var evidence = Evidence(key: place?.key ?? coroutine, sentence, at: place)
                evidence.concerns(ids.sorted())
                evidence.since = since
                return evidence
            }
        })
}
