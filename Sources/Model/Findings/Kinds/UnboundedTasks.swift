extension FindingKind {
    static let unboundedTasks = FindingKind(
        slug: .unboundedTasks, title: "unbounded task creation", severity: .warning,
        thresholds: [
            Threshold(name: "tasks", value: 200, meaning: "live tasks from one line"),
            Threshold(name: "seconds", value: 12, meaning: "seconds that they have to grow without a pause"),
        ],
        meaning: "One line creates tasks faster than they end, and goes on doing so.",
        why: "Memory grows until the process is killed, and each task gets a smaller share of the time meanwhile.",
        remedy:
            "bound them: a semaphore around the work, a few workers on a Queue(maxsize=...), or a TaskGroup per batch",
        wrong: """
            async for message in source:
                asyncio.create_task(handle(message))
            """,
        right: """
            slots = asyncio.Semaphore(100)
            async for message in source:
                await slots.acquire()                # waits while a hundred are at work
                task = asyncio.create_task(handle(message))
                task.add_done_callback(lambda _: slots.release())
            """,
        check: { context in
            let window = Int(saturating: context.threshold(.unboundedTasks, "seconds").rounded())
            let least = Int(context.threshold(.unboundedTasks, "tasks"))
            let tasks = context.picture.tasks
            // What the service remembers tells of all tasks together, what was seen so far of each line.
            let history = context.picture.history.suffix(window + 1).compactMap { $0.tasks.map { Int($0) } }
            let all = Growth(history, least: least, window: window)
            var counts: [CodeLocation: [TaskID]] = [:]
            for (id, task) in tasks {
                if let place = task.createdAt { counts[place, default: []].append(id) }
            }
            return counts.compactMap { place, ids in
                guard ids.count >= least else { return nil }
                let own = Growth(context.past.populations[place] ?? [], least: least, window: window)
                let isMost = ids.count * 10 >= tasks.count * 6
                guard own.isSteady || (isMost && all.isSteady && own.neverFell) else { return nil }
                let growth = own.isSteady ? own : all
                let rate = String(Int(saturating: (Double(growth.gained) / Double(max(1, growth.seconds))).rounded()))
                var evidence = Evidence(
                    key: place.key,
                    "\(ids.count) live \(Plural.noun(ids.count, "task")) \(Plural.choose(ids.count, "was", "were")) created here, \(growth.gained) more than \(growth.seconds) s ago: \(rate) a second",
                    at: place)
                evidence.concerns(ids.sorted())
                return evidence
            }
        })
}

/// How a figure that is taken once a second has grown.
struct Growth {
    /// By how much, over the seconds that were looked at.
    let gained: Int
    /// Those seconds.
    let seconds: Int
    /// True where it has grown in each third of the time, by what matters in each.
    let isSteady: Bool
    /// True where it was never lower than before by more than a tenth.
    let neverFell: Bool

    /// Of the newest `window` seconds.
    init(_ figures: [Int], least: Int, window: Int) {
        let newest = Array(figures.suffix(window + 1))
        let first = newest.first ?? 0
        let last = newest.last ?? 0
        let gained = last - first
        let thirds = (0...3).map { newest.isEmpty ? 0 : newest[$0 * (newest.count - 1) / 3] }
        let gains = zip(thirds.dropFirst(), thirds).map { $0 - $1 }
        let neverFell = zip(newest.dropFirst(), newest).allSatisfy { $0 * 10 >= $1 * 9 }
        let isEnough = last >= least && gained * 10 >= last && newest.count > max(3, window * 3 / 4)
        self.gained = gained
        self.neverFell = neverFell
        seconds = max(0, newest.count - 1)
        isSteady = isEnough && neverFell && gains.allSatisfy { $0 * 8 >= gained && $0 > 0 }
    }
}
