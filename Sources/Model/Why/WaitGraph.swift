/// Who waits for whom: tasks, groups and resources of one picture, and what follows from that. Made once a look.
public struct WaitGraph: Sendable {
    let picture: Picture
    /// Live members of each group that somebody awaits.
    private(set) var members: [GroupID: [TaskID]] = [:]
    /// Tasks that await a task directly.
    private(set) var awaiting: [TaskID: [TaskID]] = [:]
    /// Tasks that wait for a group.
    private(set) var onGroup: [GroupID: [TaskID]] = [:]
    /// Tasks that wait for a resource.
    private(set) var inLine: [Int: [TaskID]] = [:]
    /// Resources that a task has.
    private(set) var held: [TaskID: [Int]] = [:]
    /// Full queues from which nobody takes: those who did before, as far as that is known.
    private(set) var takers: [Int: [TaskID]] = [:]
    /// The job of each task that waits for a thread which runs it, as far as that is known.
    private(set) var jobs: [TaskID: Resource.Job] = [:]
    /// How far each task is from what goes on by itself.
    private(set) var distances: [TaskID: Int] = [:]
    /// Tasks that nothing in the service can wake.
    private(set) var doomed: Set<TaskID> = []

    /// Tasks that wait for each other in circles, the oldest circle first.
    public private(set) var deadlocks: [Deadlock] = []

    /// Looks at a picture: one pass over its tasks, one over its resources.
    public init(_ picture: Picture) {
        self.picture = picture
        for (id, task) in picture.tasks {
            if let group = task.group { members[group, default: []].append(id) }
            guard let need = need(of: task) else { continue }
            switch need {
            case .task(let awaited): awaiting[awaited, default: []].append(id)
            case .group(let group): onGroup[group, default: []].append(id)
            case .resource(let wait): inLine[wait.resource, default: []].append(id)
            }
        }
        for resource in picture.resources.values {
            for job in resource.jobs ?? [] { if let task = job.task { jobs[task] = job } }
            for holder in resource.holders { held[holder.task, default: []].append(resource.id) }
            guard let takers = takers(of: resource) else { continue }
            self.takers[resource.id] = takers
            for taker in takers { held[taker, default: []].append(resource.id) }
        }
        // Most services have no two tasks of which each keeps the other: found out at little cost.
        guard !awaiting.isEmpty || !onGroup.isEmpty || !inLine.isEmpty else { return }
        distances = findDistances()
        for id in picture.tasks.keys where distances[id] == nil { doomed.insert(id) }
        deadlocks = findDeadlocks()
    }

    /// How many live tasks it is over.
    public var taskCount: Int { picture.tasks.count }

    /// What a task waits for inside of the service.
    enum Need {
        case task(TaskID)
        case group(GroupID)
        case resource(ResourceWait)
    }

    /// What a task waits for inside of the service; nil for what comes by itself, such as time, and for what is not known.
    func need(of task: TaskRecord) -> Need? {
        guard let wait = task.wait else { return nil }
        if let found = picture.resourceWait(of: task) {
            // A thread has begun its job meanwhile: who waits is told after who has what.
            let hasBegun =
                found.resource.kind == .executor && found.wait.role == "acquire"
                && found.resource.holders.contains { $0.task == task.id }
            return hasBegun ? nil : .resource(found.wait)
        }
        if let awaited = wait.task, picture.tasks[awaited] != nil { return .task(awaited) }
        if let group = task.onGroup { return .group(group) }
        return nil
    }

    /// The live tasks of a group that somebody awaits, in no order.
    public func members(of group: GroupID) -> [TaskID] {
        members[group] ?? []
    }

    /// The circle that a task is in, or behind; nil for one that is young, or that something can still open.
    public func deadlock(behind task: TaskID) -> Deadlock? {
        guard !deadlocks.isEmpty, doomed.contains(task), case .cycle(let entry) = cause(of: task).end else {
            return nil
        }
        return deadlocks.first { $0.id.contains(entry) }
    }

    /// How many tasks wait for this one, directly or through others.
    public func behind(_ task: TaskID) -> Int {
        reach(from: [task]).count - 1
    }

    /// How many tasks wait for a resource, directly or through others.
    public func behind(resource: Int) -> Int {
        reach(from: inLine[resource] ?? []).count
    }

    /// How many tasks wait for those that stand at a line, directly or through others; those themselves not counted.
    public func behind(location: CodeLocation) -> Int {
        let there = picture.tasks.values.filter { $0.location == location }.map(\.id)
        return reach(from: there).count - there.count
    }

    /// These tasks and all that wait for them.
    func reach(from first: [TaskID]) -> Set<TaskID> {
        var reached = Set(first)
        var pending = first
        var resources: Set<Int> = []
        func meet(_ tasks: [TaskID]?) {
            for task in tasks ?? [] where reached.insert(task).inserted { pending.append(task) }
        }
        while let task = pending.popLast() {
            meet(awaiting[task])
            if let group = picture.tasks[task]?.group { meet(onGroup[group]) }
            for resource in held[task] ?? [] where resources.insert(resource).inserted { meet(inLine[resource]) }
        }
        return reached
    }
}
