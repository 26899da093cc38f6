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
            context.graph.deadlocks.map { deadlock in
                let key = deadlock.members.map { $0.location?.key ?? "" }.sorted().joined(separator: " ")
                var evidence = Evidence(
                    key: key, sentence(of: deadlock, in: context), at: deadlock.members.first?.location)
                evidence.concerns(deadlock.id)
                evidence.resource = deadlock.members.first?.resource?.resource
                evidence.since = deadlock.since
                return evidence
            }
        })

    private static func sentence(of deadlock: Deadlock, in context: FindingContext) -> String {
        let parts = deadlock.members.map { link in
            var words = context.title(link.task)
            if let place = link.location { words += " at " + context.place(place) }
            return words + " waits for " + context.awaited(link)
        }
        var sentence = "a circle of \(deadlock.members.count): " + parts.joined(separator: "; ")
        if deadlock.members.count == 1 { sentence = "waits for itself: " + parts.joined() }
        if deadlock.behind > 0 { sentence += "; \(deadlock.behind) more wait behind" }
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
        if let group = link.group { return (picture.groups[group]?.kind ?? "a group").replacing("_", with: " ") }
        return "a task"
    }

    /// `lock Shop.journal`, or with its type where it has no name.
    func name(_ resource: Resource) -> String {
        resource.name.map { "\(resource.kind.name) \($0)" } ?? resource.type
    }
}
