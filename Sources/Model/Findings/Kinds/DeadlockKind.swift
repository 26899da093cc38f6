extension FindingKind {
    static let deadlock = FindingKind(
        slug: .deadlock, title: "deadlock", severity: .error, thresholds: [],
        meaning: "Tasks wait for each other in a circle: each has what the next one wants.",
        why: "Nothing in the service can wake one of them; all that wait behind them wait for ever too.",
        remedy: "take locks in one order everywhere, or one lock for both; never acquire twice from a pool in one task",
        wrong: """
            async def debit():                       async def audit():
                async with accounts:                     async with journal:
                    async with journal: ...                  async with accounts: ...
            """,
        right: """
            async def debit():                       async def audit():
                async with accounts:                     async with accounts:
                    async with journal: ...                  async with journal: ...
            """,
        check: { context in
            let alike = Dictionary(grouping: context.graph.deadlocks) { deadlock in
                deadlock.members.map { $0.location?.key ?? "" }.sorted().joined(separator: " ")
            }
            return alike.sorted { $0.key < $1.key }.compactMap { key, deadlocks in evidence(key, deadlocks, context) }
        })

    /// Of circles at the same lines, the oldest first.
    private static func evidence(_ key: String, _ deadlocks: [Deadlock], _ context: FindingContext) -> Evidence? {
        guard let deadlock = deadlocks.first else { return nil }
        let takers = takers(of: deadlock, in: context)
        var sentence = takers.isEmpty ? sentence(of: deadlock, in: context) : sentence(takers, deadlock, context)
        if takers.isEmpty, deadlocks.count > 1 { sentence = "\(deadlocks.count) circles like this one: \(sentence)" }
        let place = deadlock.members.compactMap(\.location).first(where: \.isUserCode)
        var evidence = Evidence(key: key, sentence, at: place ?? deadlock.members.first?.location)
        evidence.concerns(takers.isEmpty ? deadlocks.flatMap(\.id) : takers)
        evidence.resource = deadlock.members.first?.resource?.resource
        evidence.since = deadlocks.map(\.since).min()
        return evidence
    }

    /// Those who have a part of what there is several of, and wait for another part of it; none where the circle is of
    /// another shape.
    private static func takers(of deadlock: Deadlock, in context: FindingContext) -> [TaskID] {
        let wanted = Set(deadlock.members.map { $0.resource?.resource })
        guard wanted.count == 1, let id = deadlock.members.first?.resource?.resource,
            let resource = context.picture.resources[id], resource.held > 1
        else { return [] }
        return Set(resource.holders.map(\.task)).filter { context.picture.resourceWaits[$0]?.resource == id }.sorted()
    }

    private static func sentence(_ takers: [TaskID], _ deadlock: Deadlock, _ context: FindingContext) -> String {
        guard let link = deadlock.members.first, let wait = link.resource,
            let resource = context.picture.resources[wait.resource]
        else { return sentence(of: deadlock, in: context) }
        let all = resource.limit.map { " (\(resource.inUse ?? resource.held) of \($0) in use)" } ?? ""
        let have = takers.count == 1 ? "\(context.title(takers[0])) has" : "\(takers.count) tasks each have"
        let verb = Plural.choose(takers.count, "waits", "wait")
        var sentence = "\(have) a part of \(context.name(resource))\(all), and \(verb) for another part of it"
        if let place = link.location { sentence += " at " + context.place(place) }
        let behind = context.graph.reach(from: takers).count - takers.count
        if behind > 0 { sentence += "; \(behind) more \(Plural.choose(behind, "waits", "wait")) behind" }
        return sentence
    }

    /// Of a job that waits in a thread of an executor for what a job in the line of that executor would do.
    private static func sentence(ofOwnLine deadlock: Deadlock, _ context: FindingContext) -> String? {
        guard let link = deadlock.members.first, let wait = link.resource,
            let resource = context.picture.resources[wait.resource], resource.kind == .executor,
            let job = resource.jobs?.first(where: { $0.task == link.task }), let place = job.location
        else { return nil }
        let threads = resource.limit == 1 ? "the only thread" : "a thread"
        var sentence = "\(threads) of \(context.name(resource)) stands at \(context.place(place))"
        sentence += " in \(place.function), for \(context.title(link.task))"
        if let place = link.location { sentence += " at " + context.place(place) }
        sentence += ", and waits for what a job in the line of the same threads would do"
        let waiting = context.waiting(for: resource.id, roles: ["acquire"])
        let behind = waiting.prefix(3).map { id in
            let place = context.picture.tasks[id]?.location.map { " at " + context.place($0) } ?? ""
            return context.title(id) + place
        }
        if !behind.isEmpty { sentence += "; in that line: " + behind.joined(separator: ", ") }
        let more = waiting.count - behind.count
        if more > 0 { sentence += " and \(more) more" }
        return sentence
    }

    private static func sentence(of deadlock: Deadlock, in context: FindingContext) -> String {
        let parts = deadlock.members.map { link in
            var words = context.title(link.task)
            if let place = link.location { words += " at " + context.place(place) }
            return words + " waits for " + context.awaited(link)
        }
        var sentence = "a circle of \(deadlock.members.count): " + parts.joined(separator: "; ")
        if deadlock.members.count == 1 {
            if let sentence = Self.sentence(ofOwnLine: deadlock, context) { return sentence }
            sentence = "waits for itself: " + parts.joined()
        }
        if deadlock.behind > 0 {
            sentence += "; \(deadlock.behind) more \(Plural.choose(deadlock.behind, "waits", "wait")) behind"
        }
        return sentence
    }
}

extension FindingContext {
    /// `#17 audit`.
    func title(_ task: TaskID) -> String {
        picture.tasks[task].map { "\(task) \($0.name)" } ?? "\(task)"
    }

    /// `shop.py:12`.
    func place(_ location: CodeLocation) -> String {
        "\(location.file.split(separator: "/").last.map(String.init) ?? location.file):\(location.line)"
    }

    /// `lock Shop.journal, which #4 debit took at shop.py:30`; or the awaited task or group.
    func awaited(_ link: WaitLink) -> String {
        if let wait = link.resource, let resource = picture.resources[wait.resource] {
            if link.isTaken { return "a place in " + name(resource) + ", which is full" }
            var words = name(resource)
            if link.holders > 1 { words += ", held by \(link.holders)" }
            if let place = link.heldAt { words += ", taken at " + self.place(place) }
            return words
        }
        if let group = link.group { return (picture.groups[group]?.kind ?? "a group").changing("_", to: " ") }
        return "a task"
    }

    /// `lock Shop.journal`, or with its type where it has no name.
    func name(_ resource: Resource) -> String {
        resource.name.map { "\(resource.kind.name) \($0)" } ?? resource.type
    }
}
