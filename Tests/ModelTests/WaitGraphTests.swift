import Model
import Testing

/// A picture made of sentences: who waits for what, who holds what.
private struct Scene {
    var tasks: [TaskRecord] = []
    var resources: [Resource] = []
    var waits: [ResourceWaitChange] = []
    var groups: [AwaitGroup] = []

    mutating func task(
        _ id: Int, kind: String? = "timer", on awaited: Int? = nil, onGroup: Int? = nil, group: Int? = nil,
        since: Double = 60, line: Int? = nil
    ) {
        var record = TaskRecord(id: TaskID(id), name: "t\(id)", coroutine: "work")
        record.location = CodeLocation(file: "/app/shop.py", line: line ?? id, function: "work", isUserCode: true)
        record.wait = kind.map { Wait(kind: $0, task: awaited.map { TaskID($0) }, since: since, isExact: true) }
        if kind == nil { record.state = .running }
        record.onGroup = onGroup.map { GroupID($0) }
        record.group = group.map { GroupID($0) }
        tasks.append(record)
    }

    mutating func resource(
        _ id: Int, _ kind: Resource.Kind, held holders: [Int], limit: Int = 1, inUse: Int? = nil, since: Double = 50
    ) {
        var resource = Resource(id: id, kind: kind, type: "asyncio")
        resource.limit = limit
        resource.inUse = inUse ?? holders.count
        resource.held = holders.count
        resource.holders = holders.map {
            Resource.Holder(task: TaskID($0), since: since, isExact: true, location: nil)
        }
        resources.append(resource)
    }

    mutating func wait(_ task: Int, for resource: Int, _ role: String = "acquire") {
        waits.append(
            ResourceWaitChange(task: TaskID(task), wait: ResourceWait(resource: resource, role: role)))
    }

    mutating func task(_ id: Int, acquires resource: Int, since: Double = 60) {
        task(id, kind: "lock", since: since)
        wait(id, for: resource)
    }

    func picture(now: Double = 100) -> Picture {
        var picture = Picture()
        picture.apply(.connected(Service(instance: "i", pid: 7, name: "orders")))
        picture.apply(.snapshotBegan(tasks: tasks.count, time: 90))
        picture.apply(.groups(groups, time: 90))
        picture.apply(.tasksAdded(tasks, time: 90))
        picture.apply(.resources(resources, time: 90))
        picture.apply(.resourceWaits(waits, time: 90))
        picture.apply(.snapshotEnded(time: 90))
        picture.apply(.loops([], time: now))
        return picture
    }

    var graph: WaitGraph { WaitGraph(picture()) }
}

private func ids(_ deadlock: Deadlock?) -> [Int] { deadlock?.id.map(\.rawValue) ?? [] }

@Test func twoTasksWithEachOthersLockAreACircle() throws {
    var scene = Scene()
    scene.resource(1, .lock, held: [17])
    scene.resource(2, .lock, held: [4])
    scene.task(17, acquires: 2)
    scene.task(4, acquires: 1)
    scene.task(30, kind: "task", on: 17)
    let graph = scene.graph
    let deadlock = try #require(graph.deadlocks.first)
    #expect(graph.deadlocks.count == 1)
    #expect(ids(deadlock) == [4, 17])
    #expect(deadlock.members.map(\.location?.line) == [4, 17])
    #expect(deadlock.members.map(\.resource?.resource) == [1, 2])
    #expect(deadlock.behind == 1)
    #expect(deadlock.since == 60)
    let cause = graph.cause(of: TaskID(30))
    #expect(cause.links.map(\.task.rawValue) == [30, 17, 4])
    #expect(cause.end == .cycle(TaskID(17)))
}

@Test func aTaskThatOnlyAsksForAResourceIsNoLinkOfItsOwn() throws {
    var scene = Scene()
    scene.resource(1, .lock, held: [17])
    scene.resource(2, .lock, held: [4])
    scene.task(17, kind: "task", on: 18)
    scene.task(18, kind: "future")
    scene.wait(17, for: 2)
    scene.task(4, acquires: 1)
    #expect(scene.graph.deadlocks.map(ids) == [[4, 17]], "18 is what wait_for made")
}

@Test func threeLocksInARingAreOneCircle() {
    var scene = Scene()
    for id in 1...3 {
        scene.resource(id, .lock, held: [id])
        scene.task(id, acquires: id % 3 + 1)
    }
    #expect(scene.graph.deadlocks.map { ids($0) } == [[1, 2, 3]])
}

@Test func aSemaphoreWithOneFreeHolderIsNoDeadlock() {
    var scene = Scene()
    scene.resource(1, .semaphore, held: [1, 2], limit: 2)
    scene.resource(2, .lock, held: [3])
    scene.task(1, acquires: 2)
    scene.task(2)
    scene.task(3, acquires: 1)
    #expect(scene.graph.deadlocks.isEmpty)
    var closed = Scene()
    closed.resource(1, .semaphore, held: [1, 2], limit: 2)
    closed.resource(2, .lock, held: [3])
    closed.task(1, acquires: 2)
    closed.task(2, acquires: 2)
    closed.task(3, acquires: 1)
    #expect(closed.graph.deadlocks.map { ids($0) } == [[1, 3]])
}

@Test func nestedAcquiresOfOnePoolAreACircleOnceAllHoldersAreInIt() {
    var scene = Scene()
    scene.resource(1, .pool, held: [1, 2], limit: 2)
    scene.task(1, acquires: 1)
    scene.task(2, acquires: 1)
    #expect(scene.graph.deadlocks.count == 1)
    var unknown = Scene()
    unknown.resource(1, .pool, held: [1, 2], limit: 3, inUse: 3)
    unknown.task(1, acquires: 1)
    unknown.task(2, acquires: 1)
    #expect(unknown.graph.deadlocks.isEmpty, "somebody unknown has the third connection")
}

@Test func aTaskThatWaitsForItselfIsACircleOfOne() {
    var scene = Scene()
    scene.resource(1, .lock, held: [5])
    scene.task(5, acquires: 1)
    #expect(scene.graph.deadlocks.map { ids($0) } == [[5]])
}

@Test func aYoungCircleIsNotBelieved() {
    var scene = Scene()
    scene.resource(1, .lock, held: [1])
    scene.resource(2, .lock, held: [2])
    scene.task(1, acquires: 2)
    scene.task(2, acquires: 1, since: 99)
    #expect(scene.graph.deadlocks.isEmpty)
}

@Test func aGatherIsStuckWithOneMemberOnlyWhereExceptionsAreResults() {
    for returns in [true, false] {
        var scene = Scene()
        scene.resource(1, .lock, held: [1])
        scene.groups = [AwaitGroup(id: GroupID(9), kind: "gather", total: 2, done: 0, returnsExceptions: returns)]
        scene.task(1, kind: "gather", onGroup: 9)
        scene.task(2, kind: "lock", group: 9)
        scene.wait(2, for: 1)
        scene.task(3, kind: "timer", group: 9)
        #expect(scene.graph.deadlocks.map { ids($0) } == (returns ? [[1, 2]] : []))
    }
}

@Test func causesEndWhereTheServiceDoes() throws {
    var scene = Scene()
    scene.task(1, kind: "task", on: 2)
    scene.task(2, kind: "socket")
    scene.task(3, kind: nil)
    scene.task(4, kind: "task", on: 3)
    scene.resource(1, .lock, held: [4], since: 42)
    scene.task(5, acquires: 1)
    scene.resource(2, .queue, held: [])
    scene.task(6, kind: "queue")
    scene.wait(6, for: 2, "get")
    let graph = scene.graph
    let wait = try #require(scene.tasks[1].wait)
    #expect(graph.cause(of: TaskID(1)).end == .peer(wait))
    let held = graph.cause(of: TaskID(5))
    #expect(held.links.map(\.task.rawValue) == [5, 4, 3])
    #expect(held.end == .running)
    #expect(held.links.first?.heldSince == 42)
    #expect(graph.cause(of: TaskID(6)).end == .anyone(ResourceWait(resource: 2, role: "get")))
    #expect(graph.cause(of: TaskID(404)).links.isEmpty)
    #expect(graph.behind(TaskID(3)) == 2)
    #expect(graph.behind(resource: 1) == 1)
}

@Test func aConnectionThatLeakedIsHeldByNobody() {
    var scene = Scene()
    scene.resource(1, .pool, held: [], inUse: 1)
    scene.resources[0].leaked = [Resource.Leak(task: TaskID(3), name: "gone")]
    scene.task(1, acquires: 1)
    #expect(scene.graph.cause(of: TaskID(1)).end == .leak(resource: 1))
    let stuck = StuckVerdict.stuck(in: scene.picture(), graph: scene.graph, settings: StuckSettings())
    #expect(stuck.map(\.reason) == [.leaked(ResourceWait(resource: 1, role: "acquire"))])
}

@Test func whoWaitsForALockThatIsKeptIsStuckAndMarksSilenceIt() {
    var scene = Scene()
    scene.resource(1, .lock, held: [2], since: 60)
    scene.task(1, acquires: 1)
    scene.task(2)
    let stuck = { (settings: StuckSettings) in
        StuckVerdict.stuck(in: scene.picture(), graph: scene.graph, settings: settings)
    }
    #expect(stuck(StuckSettings()).map(\.id) == [TaskID(1)])
    #expect(stuck(StuckSettings(threshold: 41)).isEmpty)
    #expect(stuck(StuckSettings(marks: ["app/shop.py:work"])).isEmpty)
}

@Test func aLineThatMovesIsNotStuckHoweverLongItIs() {
    var scene = Scene()
    scene.resource(1, .semaphore, held: [90], since: 20)
    scene.task(90)
    for id in 1...50 { scene.task(id, acquires: 1, since: 30) }
    var picture = scene.picture()
    #expect(StuckVerdict.stuck(in: picture, graph: WaitGraph(picture), settings: StuckSettings()).count == 50)
    picture.apply(.resourceWaits([ResourceWaitChange(task: TaskID(1), wait: nil)], time: 95))
    #expect(StuckVerdict.stuck(in: picture, graph: WaitGraph(picture), settings: StuckSettings()).isEmpty)
}

@Test func whatIsLongByNatureIsNotStuck() {
    var scene = Scene()
    scene.task(1, kind: "timer", since: 0)
    scene.task(2, kind: "event", since: 0)
    scene.task(3, kind: "socket", since: 0)
    scene.task(4, kind: "future", since: 0)
    scene.resource(1, .queue, held: [])
    scene.task(5, kind: "queue", since: 0)
    scene.wait(5, for: 1, "get")
    #expect(StuckVerdict.stuck(in: scene.picture(), graph: scene.graph, settings: StuckSettings()).isEmpty)
}

@Test func aHandlerThatALibraryMadeMayWaitForItsClientLongerThanOthersForTheirs() {
    var scene = Scene()
    for id in 1...30 { scene.task(id, kind: "future", since: 89.9, line: 12) }
    scene.task(99)
    let server = CodeLocation(file: "/lib/aiohttp/web_protocol.py", line: 682, function: "start", isUserCode: false)
    for position in scene.tasks.indices {
        scene.tasks[position].parent = TaskID(99)
        scene.tasks[position].createdAt = server
    }
    var picture = scene.picture(now: 90)
    let ends = (1...29).map { TaskEnd(id: TaskID($0), outcome: .done, ended: 90) }
    picture.apply(.tasksEnded(ends, time: 90))
    picture.apply(.loops([], time: 120))
    #expect(StuckVerdict.stuck(in: picture, graph: WaitGraph(picture), settings: StuckSettings()).isEmpty)
}

@Test func aWaitFarLongerThanThoseBeforeAtItsLineIsStuck() {
    var scene = Scene()
    for id in 1...30 { scene.task(id, kind: "event", since: 89.9, line: 12) }
    scene.task(99)
    for position in scene.tasks.indices { scene.tasks[position].parent = TaskID(99) }
    var picture = scene.picture(now: 90)
    let ends = (1...29).map { TaskEnd(id: TaskID($0), outcome: .done, ended: 90) }
    picture.apply(.tasksEnded(ends, time: 90))
    picture.apply(.loops([], time: 120))
    let stuck = StuckVerdict.stuck(in: picture, graph: WaitGraph(picture), settings: StuckSettings())
    #expect(stuck.map(\.id) == [TaskID(30)])
    guard case .unusual(let waits, let bound)? = stuck.first?.reason else {
        Issue.record("another reason")
        return
    }
    #expect(waits == 29)
    #expect(bound > 0.09 && bound < 0.3)
}

@Test func aFullQueueThatNobodyTakesFromHoldsItsPutters() {
    var scene = Scene()
    scene.resource(1, .queue, held: [], limit: 100, inUse: nil)
    scene.resources[0].inUse = nil
    scene.resources[0].depth = 100
    scene.task(1, kind: "queue")
    scene.wait(1, for: 1, "put")
    let stuck = StuckVerdict.stuck(in: scene.picture(), graph: scene.graph, settings: StuckSettings())
    #expect(stuck.map(\.reason) == [.full(ResourceWait(resource: 1, role: "put"))])
}

/// A full queue into which task 1 puts while it has the lock that task 2 wants; task 2 was seen to take from the queue.
private func fullQueue(seen: Bool = true, others: [Int] = [], now: Double = 110) -> Picture {
    var scene = Scene()
    scene.resource(1, .queue, held: [], limit: 3)
    (scene.resources[0].inUse, scene.resources[0].depth, scene.resources[0].stalledSince) = (nil, 3, 91)
    scene.resource(2, .lock, held: [1])
    scene.task(1, kind: "queue", since: 91)
    scene.wait(1, for: 1, "put")
    scene.task(2, kind: "lock", since: 91)
    for other in others { scene.task(other) }
    for taker in (seen ? [2] : []) + others { scene.wait(taker, for: 1, "get") }
    var picture = scene.picture(now: 91)
    let left = others.map { ResourceWaitChange(task: TaskID($0), wait: nil) }
    let wants = ResourceWaitChange(task: TaskID(2), wait: ResourceWait(resource: 2, role: "acquire"))
    picture.apply(.resourceWaits(left + [wants], time: 91))
    picture.apply(.loops([], time: now))
    return picture
}

@Test func aFullQueueWhoseOnlyTakerWaitsForWhoPutsIsACircle() {
    let graph = WaitGraph(fullQueue())
    #expect(graph.deadlocks.map(\.id) == [[TaskID(1), TaskID(2)]])
    #expect(graph.deadlocks.first?.members.map(\.isTaken) == [true, false])
    let stuck = StuckVerdict.stuck(in: fullQueue(), graph: graph, settings: StuckSettings())
    #expect(stuck.map(\.reason) == [.deadlock, .deadlock])
}

@Test func aFullQueueIsNoCircleWhereSomebodyElseMayTakeFromIt() {
    #expect(WaitGraph(fullQueue(seen: false)).deadlocks.isEmpty, "nobody knows who takes from it")
    #expect(WaitGraph(fullQueue(others: [3])).deadlocks.isEmpty, "another one only sleeps")
    #expect(WaitGraph(fullQueue(now: 95)).deadlocks.isEmpty, "too young")
    var picture = fullQueue(others: [3])
    picture.apply(.tasksEnded([TaskEnd(id: TaskID(3), outcome: .done, ended: 110)], time: 110))
    #expect(WaitGraph(picture).deadlocks.count == 1, "that one has ended")
}

@Test func workersThatPutBackIntoTheirOwnFullQueueAreACircleAndTheRestIsBehind() {
    var scene = Scene()
    scene.resource(1, .queue, held: [], limit: 3)
    (scene.resources[0].inUse, scene.resources[0].depth, scene.resources[0].stalledSince) = (nil, 3, 91)
    for id in 1...3 {
        scene.task(id, kind: "queue")
        scene.wait(id, for: 1, "get")
    }
    var picture = scene.picture()
    let puts = (1...3).map { ResourceWaitChange(task: TaskID($0), wait: ResourceWait(resource: 1, role: "put")) }
    picture.apply(.resourceWaits(puts, time: 91))
    picture.apply(.loops([], time: 110))
    let graph = WaitGraph(picture)
    #expect(graph.deadlocks.map(\.id) == [[TaskID(1), TaskID(2)]])
    #expect(graph.deadlocks.first?.behind == 1)
    let stuck = StuckVerdict.stuck(in: picture, graph: graph, settings: StuckSettings())
    #expect(Set(stuck.map(\.id)) == [TaskID(1), TaskID(2), TaskID(3)])
    #expect(stuck.allSatisfy { $0.reason == .deadlock })
}

@Test(.timeLimit(.minutes(10))) func aHundredThousandTasksAreLookedAtAtOnce() {
    var scene = Scene()
    scene.resource(1, .semaphore, held: [1])
    scene.task(1)
    for id in 2...100_000 { id % 2 == 0 ? scene.task(id, acquires: 1) : scene.task(id, kind: "task", on: id - 1) }
    let graph = scene.graph
    #expect(graph.deadlocks.isEmpty)
    #expect(graph.behind(TaskID(1)) == 99_999)
    #expect(graph.cause(of: TaskID(99_999)).links.count == 3)
}

/// A request whose job waits for a pool, and one that has the pool and waits for a thread.
private func threadsAndPool() -> Scene {
    var scene = Scene()
    scene.resource(1, .executor, held: [1])
    scene.resource(2, .pool, held: [2])
    let place = CodeLocation(file: "/app/users.py", line: 34, function: "user", isUserCode: true)
    var job = Resource.Job(thread: "worker", location: place)
    job.task = TaskID(1)
    scene.resources[0].jobs = [job]
    scene.task(1, kind: "executor")
    scene.tasks[0].location = CodeLocation(file: "/lib/concurrency.py", line: 9, function: "run", isUserCode: false)
    scene.wait(1, for: 2)
    scene.task(2, acquires: 1)
    scene.task(3, acquires: 1)
    return scene
}

@Test func threadsThatWaitForAPoolAndItsHoldersThatWaitForAThreadAreACircle() throws {
    let graph = threadsAndPool().graph
    let deadlock = try #require(graph.deadlocks.first)
    #expect(ids(deadlock) == [1, 2] && deadlock.behind == 1)
    #expect(deadlock.members.first?.location?.line == 34, "where the thread stands")
}

@Test func aJobThatAThreadHasBegunWaitsForNone() {
    var scene = Scene()
    scene.resource(1, .executor, held: [1])
    scene.task(1, kind: "executor")
    scene.wait(1, for: 1)
    scene.task(2, acquires: 1)
    #expect(scene.graph.deadlocks.isEmpty, "who waits is told after who has what")
    scene.waits[0] = ResourceWaitChange(task: TaskID(1), wait: ResourceWait(resource: 1, role: "wait"))
    #expect(scene.graph.deadlocks.map(ids) == [[1]], "it waits for what a job in the line would do")
}

@Test func insideOfAConditionNobodyElseCanNotify() {
    var scene = Scene()
    scene.resource(1, .condition, held: [1])
    scene.task(1, kind: "task", on: 2)
    scene.task(2, kind: "condition")
    scene.wait(2, for: 1, "wait")
    #expect(scene.graph.deadlocks.map(ids) == [[1, 2]])
    scene.resources[0].held = 0
    scene.resources[0].holders = []
    #expect(scene.graph.deadlocks.isEmpty, "anybody may")
}
