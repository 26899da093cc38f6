import Model
import Testing

/// Tasks that each wait for a lock of the next one.
private func ring(_ count: Int, closed: Bool, now: Double = 100) -> Picture {
    var picture = Picture()
    picture.apply(.connected(Service(instance: "i", pid: 7, name: "orders")))
    picture.apply(.snapshotBegan(tasks: count, time: 90))
    var tasks: [TaskRecord] = []
    for id in 1...count {
        var task = TaskRecord(id: TaskID(id), name: "t\(id)", coroutine: "work")
        task.location = CodeLocation(file: "/srv/app/shop.py", line: id, function: "Shop.work", isUserCode: true)
        let isLast = id == count && !closed
        task.wait = Wait(kind: isLast ? "timer" : "lock", since: 60, isExact: true)
        tasks.append(task)
    }
    picture.apply(.tasksAdded(tasks, time: 90))
    picture.apply(.resources((1...count).map { lock($0, held: $0) }, time: 90))
    let waits = (1...count).filter { closed || $0 < count }.map {
        ResourceWaitChange(task: TaskID($0), wait: ResourceWait(resource: $0 % count + 1, role: "acquire"))
    }
    picture.apply(.resourceWaits(waits, time: 90))
    picture.apply(.snapshotEnded(time: 90))
    picture.apply(.loops([], time: now))
    return picture
}

private func lock(_ id: Int, held holder: Int) -> Resource {
    var lock = Resource(id: id, kind: .lock, type: "asyncio.Lock")
    (lock.limit, lock.inUse, lock.held) = (1, 1, 1)
    let place = CodeLocation(file: "/srv/app/shop.py", line: 1000 + holder, function: "Shop.work", isUserCode: true)
    lock.holders = [Resource.Holder(task: TaskID(holder), since: 55, isExact: true, location: place)]
    return lock
}

@Suite("Why a task waits")
struct WhyTests {
    @Test("Whoever is in a circle or behind it is told which one")
    func behind() throws {
        var picture = ring(3, closed: true)
        var outside = TaskRecord(id: TaskID(9), name: "web", coroutine: "web")
        outside.wait = Wait(kind: "task", task: TaskID(2), since: 70, isExact: true)
        picture.apply(.tasksAdded([outside], time: 100))
        let graph = WaitGraph(picture)
        #expect(graph.deadlock(behind: TaskID(9))?.id == [TaskID(1), TaskID(2), TaskID(3)])
        #expect(graph.deadlock(behind: TaskID(3)) == graph.deadlocks.first)
        let links = graph.cause(of: TaskID(9)).links
        #expect(links.map(\.task.rawValue) == [9, 2, 3, 1])
        #expect(links.map(\.heldAt?.line) == [nil, 1003, 1001, 1002])
        #expect(graph.behind(TaskID(1)) == 3)
    }

    @Test("An open ring has an end, and no circle")
    func open() {
        let graph = WaitGraph(ring(50, closed: false))
        #expect(graph.deadlocks.isEmpty && graph.deadlock(behind: TaskID(1)) == nil)
        #expect(graph.cause(of: TaskID(1)).end == .timer)
        #expect(graph.cause(of: TaskID(1)).links.count == 50)
    }

    @Test("The way through a semaphore follows the holder that can go on, not the one that waits for us")
    func around() {
        var picture = ring(2, closed: true)
        var shared = lock(1, held: 1)
        var free = TaskRecord(id: TaskID(8), name: "free", coroutine: "free")
        free.wait = Wait(kind: "timer", since: 90, isExact: true)
        (shared.kind, shared.limit, shared.inUse, shared.held) = (.semaphore, 2, 2, 2)
        shared.holders.append(Resource.Holder(task: TaskID(8), since: 80, isExact: true))
        picture.apply(.tasksAdded([free], time: 100))
        picture.apply(.resources([shared], time: 100))
        let cause = WaitGraph(picture).cause(of: TaskID(2))
        #expect(cause.links.map(\.task.rawValue) == [2, 8])
        #expect(cause.end == .timer)
    }

    @Test("A lock of which the holder has ended is nobody's circle")
    func endedHolder() {
        var picture = ring(2, closed: true)
        picture.apply(.tasksEnded([TaskEnd(id: TaskID(2), outcome: .failed, ended: 100)], time: 100))
        let graph = WaitGraph(picture)
        #expect(graph.deadlocks.isEmpty)
        #expect(graph.cause(of: TaskID(1)).links.map(\.task.rawValue) == [1])
        #expect(graph.deadlock(behind: TaskID(2)) == nil)
    }

    @Test("Tasks that await each other, and themselves, end the search")
    func dishonest() {
        var own = TaskRecord(id: TaskID(1), name: "a", coroutine: "a")
        own.wait = Wait(kind: "task", task: TaskID(1), since: 0, isExact: true)
        let graph = WaitGraph(picture([own]))
        #expect(graph.cause(of: TaskID(1)).end == .cycle(TaskID(1)))
        #expect(graph.deadlocks.map(\.id) == [[TaskID(1)]])
    }

    @Test("A circle of very many is found, and so is the end of a very long way", .timeLimit(.minutes(10)))
    func many() {
        let circle = WaitGraph(ring(100_000, closed: true))
        #expect(circle.deadlocks.first?.members.count == 100_000)
        #expect(circle.behind(TaskID(1)) == 99_999)
        let long = WaitGraph(ring(100_000, closed: false))
        #expect(long.deadlocks.isEmpty)
        #expect(long.cause(of: TaskID(1)).links.count >= WaitGraph.limit)
    }

    @Test("A mark means any end of a path, with or without the class")
    func marks() {
        let place = CodeLocation(file: "/srv/app/shop.py", line: 3, function: "Shop.work", isUserCode: true)
        #expect(StuckSettings.mark(of: place) == "app/shop.py:Shop.work")
        for mark in ["shop.py:work", "app/shop.py:Shop.work", "/srv/app/shop.py:work", "srv/app/shop.py:work"] {
            #expect(StuckSettings.marks(of: place, among: [mark, "other.py:work"]) == [mark])
        }
        for mark in ["hop.py:work", "shop.py:other", "app/shop.py", "", ":work", "shop.py:Shop"] {
            #expect(StuckSettings.marks(of: place, among: [mark]).isEmpty, "\(mark)")
        }
    }

    @Test("Who holds is stuck no more where its place is marked")
    func markedHolder() {
        let picture = ring(2, closed: false)
        let stuck = { (marks: Set<String>) in
            StuckVerdict.stuck(in: picture, graph: WaitGraph(picture), settings: StuckSettings(marks: marks))
        }
        #expect(stuck([]).map(\.id) == [TaskID(1)])
        #expect(stuck(["shop.py:work"]).isEmpty)
    }
}
