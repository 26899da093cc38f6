extension FindingKind {
    static let blockingCall = FindingKind(
        slug: .blockingCall, title: "blocking call", severity: .warning,
        thresholds: [
            Threshold(name: "seconds", value: 0.1, meaning: "seconds that a call has to keep the loop"),
            Threshold(name: "error", value: 1, meaning: "seconds from which it is an error"),
            Threshold(name: "within", value: 60, meaning: "seconds after which a call that did not come again is gone"),
        ],
        meaning: "A call waited inside of the loop's thread: for a clock, a file, another machine, or a lock.",
        why: "While it waits nothing else runs: no request is answered, no timeout fires, no connection is kept alive.",
        remedy: "await the asynchronous call, or hand it to a thread: asyncio.to_thread() or loop.run_in_executor()",
        wrong: """
            async def handler():
                time.sleep(0.5)                      # every other task waits too
                page = requests.get(url).text
            """,
        right: """
            async def handler():
                await asyncio.sleep(0.5)
                page = await asyncio.to_thread(lambda: requests.get(url).text)
            """,
        check: { context in
            SlowEvidence.culprits(context, .blockingCall).filter { !$0.isComputing }.map { $0.evidence("waited") }
        })
}

/// What a blocking call and a computation have in common: a line that kept the loop.
struct SlowEvidence {
    let culprit: SlowCallback
    private let context: FindingContext
    private let slug: FindingKind.Slug

    /// The lines that kept a loop lately, longer than matters.
    static func culprits(_ context: FindingContext, _ slug: FindingKind.Slug) -> [SlowEvidence] {
        let within = context.threshold(slug, "within")
        let seconds = max(context.threshold(slug, "seconds"), 0.001)
        return context.picture.slow.culprits.compactMap { culprit in
            guard culprit.location?.isUserCode == true, culprit.samples > 0, culprit.own >= seconds,
                context.now - culprit.last <= within
            else { return nil }
            // One short block may be the machine's doing.
            guard culprit.count > 1 || culprit.own >= 3 * seconds else { return nil }
            return SlowEvidence(culprit: culprit, context: context, slug: slug)
        }
    }

    /// True where the thread was on CPU for most of the time.
    var isComputing: Bool { (culprit.cpu ?? 0) >= 0.5 }

    func evidence(_ verb: String) -> Evidence {
        let times = culprit.count == 1 ? "once" : "\(culprit.count) times"
        var sentence = culprit.source.map { "\($0): " } ?? ""
        sentence += "\(verb) in the loop \(times), \(DurationText.short(culprit.max)) at the longest"
        if culprit.count > 1 { sentence += ", \(DurationText.short(culprit.total)) together" }
        if let delayed = culprit.delayed, delayed > 0 { sentence += "; \(delayed) callbacks had to wait for the last" }
        if let starved = culprit.starved, starved * 5 >= culprit.total {
            sentence += "; for \(DurationText.short(starved)) of that the machine had no CPU for it"
        }
        if let request = culprit.request { sentence += "; in \(request)" }
        var evidence = Evidence(key: culprit.location?.key ?? "", sentence, at: culprit.location)
        evidence.culprit = culprit.id
        evidence.since = culprit.first
        if let task = culprit.task, context.picture.tasks[task] != nil { evidence.concerns([task]) }
        if culprit.own >= context.threshold(slug, "error") { evidence.severity = .error }
        return evidence
    }
}

extension SlowCallback {
    /// The longest block as far as it is its own doing, seconds: on a machine that has no CPU for it every step is long.
    fileprivate var own: Double { worked ?? max }
}
