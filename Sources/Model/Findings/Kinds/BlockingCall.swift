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
            SlowEvidence.culprits(context, .blockingCall).filter { !$0.isComputing }
                .map { $0.evidence($0.isMeasured ? ("waited", "waits") : ("ran or waited", "runs or waits")) }
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
            guard culprit.isSomebodys, culprit.samples > 0, culprit.own >= seconds,
                culprit.open != nil || context.now - culprit.last <= within
            else { return nil }
            // One short block may be the machine's doing.
            guard culprit.count > 1 || culprit.own >= 3 * seconds else { return nil }
            return SlowEvidence(culprit: culprit, context: context, slug: slug)
        }
    }

    /// False where nobody knows whether the thread was on CPU.
    var isMeasured: Bool { culprit.cpu != nil }

    /// True where the thread was on CPU for most of the time.
    var isComputing: Bool { culprit.keepsGIL || (culprit.cpu ?? 0) >= 0.5 }

    func evidence(_ verb: (before: String, now: String)) -> Evidence {
        let times = culprit.count == 1 ? "once" : Plural.count(culprit.count, "time")
        var sentence = culprit.source.map { "\($0): " } ?? ""
        let least = culprit.isAtLeast ? "at least " : ""
        if let open = culprit.open {
            sentence += "\(verb.now) in the loop now, for \(least)\(DurationText.short(open)) so far"
            if culprit.count > 1 { sentence += "; \(times), \(DurationText.short(culprit.max)) at the longest" }
        } else {
            sentence += "\(verb.before) in the loop \(times), \(least)\(DurationText.short(culprit.max)) at the longest"
        }
        if culprit.count > 1 { sentence += ", \(DurationText.short(culprit.total)) together" }
        if let delayed = culprit.delayed, delayed > 0 {
            sentence += "; \(Plural.count(delayed, "callback")) had to wait for the last"
        }
        if let starved = culprit.starved, starved * 5 >= culprit.total {
            sentence += "; for \(DurationText.short(starved)) of that the machine had no CPU for it"
        }
        if let holder = lockHolder { sentence += holder }
        if culprit.keepsGIL {
            sentence += "; C code that keeps the interpreter lock (GIL): no other thread could run meanwhile"
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

extension SlowEvidence {
    /// Who has the lock that it waits for now.
    private var lockHolder: String? {
        guard let blocked = context.picture.vitals?.blocked, blocked.location == culprit.location,
            let lock = blocked.lock, context.picture.tasks[lock.task] != nil
        else { return nil }
        return
            "; the lock is held by \(context.title(lock.task)), which took it in line \(lock.line) and is suspended at "
            + "\(context.place(lock.location)): it cannot go on while the loop waits"
    }
}

extension SlowCallback {
    /// True where it is a line that somebody can change: of the user's own code, or of a library; not one of Python's own,
    /// and no import, which every start has: of the user's own code too, unless it comes again.
    fileprivate var isSomebodys: Bool {
        guard let location else { return false }
        let isImport = stack.contains { $0.location.file.hasPrefix("<frozen importlib") }
        return location.isUserCode ? !isImport || count > 1 : location.isInstalled && !isImport
    }

    /// The longest block as far as it is its own doing, seconds: on a machine that has no CPU for it every step is long.
    fileprivate var own: Double { worked ?? max }
}
