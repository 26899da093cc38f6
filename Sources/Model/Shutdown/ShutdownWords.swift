extension ServerTimeout {
    /// What it means, to follow its name: `waits 30.0s for requests; then gunicorn's master kills it`.
    public var sentence: String {
        guard isKnown else { return "waits for \(what); how long could not be read" }
        guard let seconds else { return "waits without limit for \(what)" }
        return "waits \(DurationText.short(seconds)) for \(what)" + (then.isEmpty ? "" : "; then \(then)")
    }
}

extension ShutdownCounts {
    /// The figures that say something, each with its word; no figure where it is not known.
    public var facts: [(count: Int?, words: String)] {
        func fact(_ count: Int, _ word: String, _ place: String = "") -> (count: Int?, words: String) {
            (count, Plural.noun(count, word) + place)
        }
        var facts = [requests.map { fact($0, "request") } ?? (nil, "requests unknown")]
        if connections > 0 { facts.append(fact(connections, "connection")) }
        facts.append(fact(tasks, "task"))
        if jobs > 0 { facts.append(fact(jobs, "executor job")) }
        if threads > 0 { facts.append(fact(threads, "thread")) }
        return facts + held.prefix(3).map { fact($0.inUse, "connection", " in \($0.name)") }
    }
}
