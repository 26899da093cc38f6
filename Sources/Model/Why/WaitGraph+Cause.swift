extension WaitGraph {
    /// How many tasks are followed.
    public static let limit = 100

    /// Why a task does not go on.
    public func cause(of task: TaskID) -> RootCause {
        var links: [WaitLink] = []
        var seen: Set<TaskID> = []
        var current = task
        let among: Set<TaskID>? = doomed.contains(task) ? doomed : nil
        while links.count < Self.limit {
            guard seen.insert(current).inserted else { return RootCause(links: links, end: .cycle(current)) }
            guard let (link, next) = step(from: current, among: among) else { break }
            // A way back that is not the only way out is no circle: something else lets the task go on.
            guard among != nil || !seen.contains(next) else { break }
            links.append(link)
            current = next
        }
        guard let last = picture.tasks[current] else { return RootCause(links: links, end: .unknown) }
        guard !links.contains(where: { $0.task == current }) else { return RootCause(links: links, end: .unknown) }
        var link = WaitLink(task: current, location: place(of: last))
        link.group = last.onGroup
        link.resource = picture.resourceWaits[current]
        return RootCause(links: links + [link], end: end(of: last))
    }

    /// The link from a task to the next one on the way to what keeps it; nil where it is no single task. `among`: the
    /// next one is one of these.
    func step(from id: TaskID, among: Set<TaskID>?) -> (link: WaitLink, next: TaskID)? {
        guard let task = picture.tasks[id], let need = need(of: task) else { return nil }
        var link = WaitLink(task: id, location: place(of: task))
        switch need {
        case .task(let awaited): return (link, awaited)
        case .group(let group):
            link.group = group
            let candidates = members[group] ?? []
            if let among {
                return candidates.filter(among.contains).min().map { (link, $0) }
            }
            return candidates.count == 1 ? (link, candidates[0]) : nil
        case .resource(let wait):
            if wait.role == "put" { return step(from: link, to: wait, among: among) }
            guard let resource = picture.resources[wait.resource], Self.hasHolders(resource, wait.role)
            else { return nil }
            link.resource = wait
            link.holders = resource.held
            let candidates = resource.holders.filter { picture.tasks[$0.task] != nil }
            let distance = distances[id] ?? .max
            // Of those who can go on one that is nearer to what goes on by itself: that way ends.
            let ways = candidates.filter { holder in
                among?.contains(holder.task) ?? (distances[holder.task].map { $0 < distance } ?? false)
            }
            // Who takes twice from one pool waits for the others too: that says more than that it waits for itself.
            let next = ways.first { $0.task != id } ?? ways.first
            guard let next else { return nil }
            link.heldSince = next.since
            link.isHeldExactly = next.isExact
            link.heldAt = next.location
            return (link, next.task)
        }
    }

    /// True where those who have a resource are who let a task go on that waits for it.
    private static func hasHolders(_ resource: Resource, _ role: String) -> Bool {
        switch role {
        case "acquire": resource.kind.canBeHeld || resource.kind == .executor
        case "wait": isWaitedForInside(resource) && resource.held > 0
        default: false
        }
    }

    /// Where a task stands: of one whose job a thread runs, the thread.
    private func place(of task: TaskRecord) -> CodeLocation? {
        task.location?.isUserCode == true ? task.location : jobs[task.id]?.location ?? task.location
    }

    /// The link from a task that puts into a full queue to one that used to take from it.
    private func step(
        from link: WaitLink, to wait: ResourceWait, among: Set<TaskID>?
    ) -> (link: WaitLink, next: TaskID)? {
        var link = link
        let takers = takers[wait.resource] ?? []
        let next = takers.first { $0 != link.task && among?.contains($0) ?? true } ?? takers.first
        // Of several who could take, and are not in the circle, nobody knows which one will.
        guard let next, among != nil || takers.count == 1 else { return nil }
        link.resource = wait
        link.isTaken = true
        return (link, next)
    }

    /// What a task waits for that is no other task.
    private func end(of task: TaskRecord) -> RootCause.End {
        guard let wait = task.wait else {
            return picture.vitals?.blocked?.task == task.id ? .blocking : .running
        }
        if let group = task.onGroup { return .several(group, count: members[group]?.count ?? 0) }
        if let wait = picture.resourceWaits[task.id], let resource = picture.resources[wait.resource] {
            if resource.kind == .executor, wait.role != "acquire" { return .job(jobs[task.id] ?? resource.jobs?.first) }
            let leaks = resource.leaked?.count ?? 0
            return leaks > 0 && resource.held == 0 ? .leak(resource: resource.id) : .anyone(wait)
        }
        switch wait.kind {
        case "timer": return .timer
        case "socket", "process", "pipe": return .peer(wait)
        case "executor": return .job(jobs[task.id])
        default: return .unknown
        }
    }
}
