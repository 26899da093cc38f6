extension WaitGraph {
    /// Seconds that a circle has to last: who holds what is looked at less often than who waits, so that a younger circle
    /// may never have been one.
    static let settled = 2.5

    /// How far each task is from something that goes on by itself: whoever waits is one further away than the one that
    /// lets it go on first. Those that nothing in the service can wake are not among them.
    ///
    /// Whoever may be wrong is left out: a task counts as doomed only where every way out is known and closed.
    func findDistances() -> [TaskID: Int] {
        var distances: [TaskID: Int] = Dictionary(minimumCapacity: picture.tasks.count)
        var pending: [TaskID] = []
        var left: [GroupID: Int] = [:]
        var distance = 0
        func release(_ task: TaskID) {
            guard distances[task] == nil else { return }
            distances[task] = distance
            pending.append(task)
        }
        for (id, task) in picture.tasks where isFree(task) { release(id) }
        var opened: Set<Int> = []
        var position = 0
        while position < pending.count {
            let task = pending[position]
            position += 1
            distance = (distances[task] ?? 0) + 1
            awaiting[task]?.forEach(release)
            if let group = picture.tasks[task]?.group, let waiting = onGroup[group] {
                let count = (left[group] ?? members[group]?.count ?? 0) - 1
                left[group] = count
                if count == 0 || !needsAll(group) { waiting.forEach(release) }
            }
            for resource in held[task] ?? [] where opened.insert(resource).inserted {
                inLine[resource]?.forEach(release)
            }
        }
        return distances
    }

    /// True of a task that goes on by itself, or of which nobody can say that it does not.
    private func isFree(_ task: TaskRecord) -> Bool {
        switch need(of: task) {
        case nil: true
        case .task: false
        case .group(let group): isOpen(group)
        case .resource(let wait):
            picture.resources[wait.resource].map { !isClosed($0, for: wait.role) } ?? true
        }
    }

    /// True of a group that has members of which nothing is known, or none.
    private func isOpen(_ group: GroupID) -> Bool {
        let known = members[group]?.count ?? 0
        if known == 0 { return true }
        guard !needsAll(group), let of = picture.groups[group], let total = of.total, let done = of.done else {
            return false
        }
        return total - done > known
    }

    /// Seconds that a full queue has to be left alone: somebody who takes from it, and was never seen to wait for an item,
    /// would have taken one. Shorter than what makes a task stuck: the circle is the better answer.
    static let leftAlone = 7.5

    /// Those who used to take from a queue that is full and that nobody takes from; nil of any other, and where nobody
    /// knows who they are.
    func takers(of resource: Resource) -> [TaskID]? {
        guard resource.kind == .queue, let limit = resource.limit, limit > 0, (resource.depth ?? 0) >= limit,
            let since = resource.stalledSince, picture.now - since >= Self.leftAlone,
            let known = picture.takers.of(resource.id)?.filter({ picture.tasks[$0] != nil }), !known.isEmpty
        else { return nil }
        return known.sorted()
    }

    /// True where only those who are known to hold it, or to take from it, can let somebody have it.
    private func isClosed(_ resource: Resource, for role: String) -> Bool {
        if role == "put" { return takers[resource.id] != nil }
        guard role == "acquire" || role == "wait" && Self.isWaitedForInside(resource),
            resource.holders.count == resource.held
        else { return false }
        switch resource.kind {
        // Whoever is inside of a condition has its lock: nobody else can notify.
        case .lock, .condition: return resource.held > 0
        case .executor: return resource.limit.map { $0 > 0 && resource.held >= $0 } ?? false
        case .semaphore where resource.limit == nil:
            // asyncio's own forgets how many it had: none is left, and these are the only ones in a block of it.
            return resource.value == 0 && resource.held > 0
        case .semaphore, .limiter, .pool:
            guard let unknown = resource.heldByUnknown, unknown == 0, let limit = resource.limit else { return false }
            return limit > 0 && (resource.inUse ?? 0) >= limit
        default: return false
        }
    }

    /// True of what a task may wait for that has it: to be notified inside of a condition, or in a thread of an executor
    /// for what a job in its line would do.
    static func isWaitedForInside(_ resource: Resource) -> Bool {
        resource.kind == .condition || resource.kind == .executor
    }

    /// True of a group that ends only when each of its members has: an exception of one would end the others.
    private func needsAll(_ group: GroupID) -> Bool {
        guard let group = picture.groups[group] else { return false }
        return group.kind == "gather" && group.returnsExceptions == true
    }

    /// The circles among the doomed, each once.
    func findDeadlocks() -> [Deadlock] {
        var found: [Deadlock] = []
        var visited: Set<TaskID> = []
        for first in doomed.sorted() {
            var path: [WaitLink] = []
            var positions: [TaskID: Int] = [:]
            var current = first
            while visited.insert(current).inserted {
                guard let (link, next) = step(from: current, among: doomed) else { break }
                positions[current] = path.count
                path.append(link)
                current = next
            }
            guard let start = positions[current] else { continue }
            let deadlock = deadlock(of: Array(path[start...]))
            if picture.now - deadlock.since >= Self.settled { found.append(deadlock) }
        }
        return found.sorted { ($0.since, $0.id.first?.order ?? 0) < ($1.since, $1.id.first?.order ?? 0) }
    }

    private func deadlock(of circle: [WaitLink]) -> Deadlock {
        let smallest = circle.indices.min { circle[$0].task < circle[$1].task } ?? 0
        let members = Array(circle[smallest...] + circle[..<smallest])
        let since = members.compactMap { picture.tasks[$0.task]?.wait?.since }.max() ?? picture.now
        return Deadlock(members: members, behind: reach(from: members.map(\.task)).count - members.count, since: since)
    }
}
