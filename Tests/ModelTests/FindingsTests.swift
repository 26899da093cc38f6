import Model
import Testing

private let here = CodeLocation(file: "/srv/shop/web.py", line: 31, function: "quote", isUserCode: true)

private func live(_ tasks: [TaskRecord] = [], time: Double = 100, isDebug: Bool = false) -> Picture {
    var picture = Picture()
    picture.apply(.connected(Service(instance: "i", pid: 7, name: "shop")))
    picture.apply(.snapshotBegan(tasks: tasks.count, time: time))
    picture.apply(.loops([Loop(id: 1, implementation: "asyncio", isDebug: isDebug)], time: time))
    picture.apply(.tasksAdded(tasks, time: time))
    picture.apply(.snapshotEnded(time: time))
    return picture
}

private func found(in picture: Picture, _ board: FindingsBoard = FindingsBoard()) -> [FindingKind.Slug] {
    var board = board
    board.look(at: picture)
    return board.current.map(\.kind)
}

private func block(cpu: Double?, count: Int = 5, max: Double = 0.4, location: CodeLocation? = here) -> SlowReport {
    var culprit = SlowCallback(
        id: 1, location: location, count: count, total: max * Double(count), max: max, first: 90, last: 99)
    culprit.samples = 3
    culprit.cpu = cpu
    culprit.delayed = 12
    return SlowReport(threshold: 0.1, since: 0, culprits: [culprit])
}

@Suite("Findings")
struct FindingsTests {
    @Test func aLineThatSleepsAndOneThatComputesAreTwoKinds() {
        var slept = live()
        slept.apply(.slow(block(cpu: 0.02), time: 100))
        #expect(found(in: slept) == [.blockingCall])
        var computed = live()
        computed.apply(.slow(block(cpu: 0.97), time: 100))
        #expect(found(in: computed) == [.cpuBound])
    }

    @Test func aStepThatIsLongOnlyBecauseTheMachineIsBusyIsNone() throws {
        var starved = block(cpu: 1)
        (starved.culprits[0].starved, starved.culprits[0].worked) = (1.7, 0.06)
        var picture = live()
        picture.apply(.slow(starved, time: 100))
        #expect(found(in: picture) == [])
        starved.culprits[0].worked = 0.15
        picture.apply(.slow(starved, time: 100))
        var board = FindingsBoard()
        board.look(at: picture)
        let finding = try #require(board.current.first)
        #expect(finding.kind == .cpuBound && finding.severity == .warning)
        #expect(finding.evidence.sentence.contains("for 1.7s of that the machine had no CPU for it"))
    }

    @Test func oneShortBlockAndALibrarysOwnAreNone() {
        var once = live()
        once.apply(.slow(block(cpu: 0, count: 1, max: 0.15), time: 100))
        #expect(found(in: once) == [])
        var library = live()
        let place = CodeLocation(file: "/usr/lib/x.py", line: 1, function: "f", isUserCode: false)
        library.apply(.slow(block(cpu: 0, location: place), time: 100))
        #expect(found(in: library) == [])
    }

    @Test func aBlockThatDidNotComeAgainIsGoneAndKeepsItsIdWhenItDoes() {
        var board = FindingsBoard()
        var picture = live()
        picture.apply(.slow(block(cpu: 0), time: 100))
        board.look(at: picture)
        let id = board.current.first?.id
        picture.apply(.loops(picture.loops, time: 200))
        board.look(at: picture)
        #expect(board.current.isEmpty)
        #expect(board.findings.map(\.id) == [id])
        #expect(board.findings.first?.isTrue == false)
        var again = block(cpu: 0)
        again.culprits[0].last = 250
        picture.apply(.slow(again, time: 250))
        board.look(at: picture)
        #expect(board.current.first?.id == id)
    }

    @Test func thresholdsAreTheUsers() {
        var board = FindingsBoard()
        let isKnown = board.thresholds.set("blocking-call.seconds", to: 0.5)
        #expect(isKnown)
        #expect(board.thresholds.set("blocking-call.second", to: 1) == false)
        #expect(board.thresholds.set("blocking-call.seconds", to: -1) == false)
        #expect(board.thresholds.set("blocking-call.seconds", to: .nan) == false)
        var picture = live()
        picture.apply(.slow(block(cpu: 0), time: 100))
        #expect(found(in: picture, board) == [])
    }

    @Test func debugModeIsToldOnce() {
        #expect(found(in: live(isDebug: true)) == [.debugMode])
        #expect(found(in: live()) == [])
    }

    @Test func tasksOfOneLineThatGrowAndGrowAreUnbounded() {
        var board = FindingsBoard()
        var picture = live()
        for second in 0..<16 {
            let first = second * 50
            let tasks = (first..<first + 50).map {
                TaskRecord(id: TaskID($0 + 1), name: "t", coroutine: "handle", createdAt: here)
            }
            picture.apply(.tasksAdded(tasks, time: 100 + Double(second)))
            board.look(at: picture)
            if second < 8 { #expect(board.current.isEmpty, "at \(second) s it may be a start") }
        }
        #expect(board.current.map(\.kind) == [.unboundedTasks])
        #expect(board.current.first?.evidence.location == here)
        #expect(board.current.first?.evidence.taskCount == 800)
        // It stops: what is there stays, and is no finding any more.
        for second in 16..<40 {
            picture.apply(.loops(picture.loops, time: 100 + Double(second)))
            board.look(at: picture)
        }
        #expect(board.current.isEmpty)
    }

    @Test func aQueueWithoutABoundThatGrowsHasNoBackpressure() {
        var queue = Resource(id: 3, kind: .queue, type: "asyncio.Queue", name: "Mailer.outbox", place: here)
        queue.isUnlimited = true
        queue.uses = (0..<20).map { $0 * 40 }
        queue.depth = 800
        var picture = live()
        picture.apply(.resources([queue], time: 100))
        #expect(found(in: picture) == [.noBackpressure])
        queue.uses = Array(repeating: 800, count: 20)
        var flat = live()
        flat.apply(.resources([queue], time: 100))
        #expect(found(in: flat) == [])
        queue.isUnlimited = false
        queue.uses = (0..<20).map { $0 * 40 }
        var bounded = live()
        bounded.apply(.resources([queue], time: 100))
        #expect(found(in: bounded) == [])
    }

    @Test func aPoolOfWhichAllIsInUseHasToKeepSomebodyWaiting() {
        var pool = Resource(id: 5, kind: .pool, type: "asyncpg.Pool", name: "db.pool", place: here)
        (pool.limit, pool.inUse, pool.held, pool.waiting) = (2, 2, 1, 1)
        pool.holders = [Resource.Holder(task: TaskID(1), since: 60, isExact: true, location: here)]
        func picture(waitingSince since: Double) -> Picture {
            var waiter = TaskRecord(id: TaskID(2), name: "waiter", coroutine: "w", state: .waiting)
            waiter.wait = Wait(kind: "future", since: since, isExact: true)
            var picture = live([TaskRecord(id: TaskID(1), name: "report", coroutine: "r"), waiter])
            picture.apply(.resources([pool], time: 100))
            let wait = ResourceWait(resource: 5, role: "acquire")
            picture.apply(.resourceWaits([ResourceWaitChange(task: TaskID(2), wait: wait)], time: 100))
            return picture
        }
        #expect(found(in: picture(waitingSince: 99.5)) == [])
        var board = FindingsBoard()
        board.look(at: picture(waitingSince: 95))
        let finding = board.current.first
        #expect(finding?.kind == .poolExhausted)
        #expect(finding?.evidence.sentence.contains("2/2 in use") == true)
        #expect(finding?.evidence.tasks == [TaskID(1), TaskID(2)])
    }

    @Test func aLeakAndASaturatedExecutorHaveToLast() {
        var pool = Resource(id: 5, kind: .pool, type: "asyncpg.Pool", name: "db.pool", place: here)
        pool.limit = 2
        pool.leaked = [Resource.Leak(task: TaskID(9), name: "export", location: here, since: 50)]
        var executor = Resource(id: 6, kind: .executor, type: "ThreadPoolExecutor", name: "threads")
        (executor.limit, executor.inUse, executor.depth) = (2, 2, 7)
        var board = FindingsBoard()
        var picture = live()
        picture.apply(.resources([pool, executor], time: 100))
        board.look(at: picture)
        #expect(board.current.isEmpty)
        picture.apply(.loops(picture.loops, time: 104))
        board.look(at: picture)
        #expect(board.current.map(\.kind) == [.connectionLeak, .executorSaturated])
    }

    @Test func aJobThatWaitsForItsOwnLineIsToldWithWhereItsThreadStands() {
        func place(_ line: Int, _ function: String) -> CodeLocation {
            CodeLocation(file: "/srv/pay.py", line: line, function: function, isUserCode: true)
        }
        func task(_ id: Int, _ name: String, at line: Int) -> TaskRecord {
            var task = TaskRecord(id: TaskID(id), name: name, coroutine: "pay", state: .waiting)
            task.wait = Wait(kind: "executor", since: 90, isExact: true)
            task.location = place(line, "pay")
            return task
        }
        var threads = Resource(id: 6, kind: .executor, type: "ThreadPoolExecutor", name: "threads")
        (threads.limit, threads.inUse, threads.depth, threads.held) = (1, 1, 1, 1)
        threads.holders = [Resource.Holder(task: TaskID(1), since: 90, isExact: true, location: place(30, "pay"))]
        threads.jobs = [Resource.Job(thread: "worker", location: place(12, "wait_for_payment"), task: TaskID(1))]
        let waits = [(1, "wait"), (2, "acquire")].map { id, role in
            ResourceWaitChange(task: TaskID(id), wait: ResourceWait(resource: 6, role: role))
        }
        var picture = live()
        picture.apply(.tasksAdded([task(1, "paying", at: 30), task(2, "confirmation", at: 41)], time: 100))
        picture.apply(.resources([threads], time: 100))
        picture.apply(.resourceWaits(waits, time: 100))
        var board = FindingsBoard()
        board.look(at: picture)
        #expect(board.current.map(\.kind) == [.deadlock])
        let sentence = board.current.first?.evidence.sentence ?? ""
        #expect(
            sentence == "the only thread of executor threads stands at pay.py:12 in wait_for_payment, for #1 paying at "
                + "pay.py:30, and waits for what a job in the line of the same threads would do; in that line: "
                + "#2 confirmation at pay.py:41")
    }

    @Test func poolsOfOneLineAreOnePerCall() {
        var picture = live()
        let pools = (1...5).map { id in
            Resource(id: id, kind: .pool, type: "aiohttp.TCPConnector", name: "session", place: here)
        }
        picture.apply(.resources(pools, time: 100))
        #expect(found(in: picture) == [.poolPerCall])
        picture.apply(.resourcesGone([3, 4, 5], time: 100))
        #expect(found(in: picture) == [])
    }

    @Test func whoGoesOnAfterACancellationIgnoresIt() {
        var task = TaskRecord(id: TaskID(4), name: "poll", coroutine: "poll", state: .cancelling)
        task.location = here
        var board = FindingsBoard()
        var picture = live([task])
        board.look(at: picture)
        #expect(board.current.isEmpty)
        picture.apply(.loops(picture.loops, time: 106))
        board.look(at: picture)
        #expect(board.current.map(\.kind) == [.cancellationIgnored])
    }

    @Test func theLogTellsOfWhatNobodyLookedAt() {
        var picture = live()
        picture.apply(
            .log(
                [
                    LogEntry(id: 1, time: 90, kind: .unretrieved, name: "send", text: "ValueError", location: here),
                    LogEntry(id: 2, time: 91, kind: .destroyed, name: "refresh"),
                    LogEntry(id: 3, time: 92, kind: .neverAwaited, text: "save"),
                    LogEntry(id: 4, time: 93, kind: .ended, name: "other"),
                ], since: 0, time: 100))
        #expect(found(in: picture) == [.taskUnreferenced, .neverAwaited, .exceptionUnretrieved])
    }

    @Test func anotherInstanceBeginsAnew() {
        var board = FindingsBoard()
        board.look(at: live(isDebug: true))
        #expect(board.current.count == 1)
        var other = Picture()
        other.apply(.connected(Service(instance: "j", pid: 8, name: "shop")))
        other.apply(.snapshotBegan(tasks: 0, time: 5))
        other.apply(.snapshotEnded(time: 5))
        board.look(at: other)
        #expect(board.findings.isEmpty)
    }

    @Test func whatDoesNotFollowItsServiceTellsNothing() {
        var picture = live(isDebug: true)
        picture.apply(.disconnected(reason: "it has ended"))
        #expect(found(in: picture) == [])
    }

    @Test func aConsumerThatHasFailedIsNamedWhereItFailed() throws {
        var queue = Resource(id: 1, kind: .queue, type: "asyncio.Queue", name: "App.readings")
        (queue.limit, queue.depth, queue.stalledSince) = (5, 5, 90)
        queue.fallen = [
            Resource.Fallen(
                task: TaskID(2), name: "consumer", error: "ZeroDivisionError: division by zero", location: here,
                ended: 88)
        ]
        let producer = TaskRecord(
            id: TaskID(1), name: "Task-1", coroutine: "main", location: here,
            wait: Wait(kind: "queue", on: "queue put", since: 80, isExact: true))
        var picture = live([producer])
        picture.apply(.resources([queue], time: 100))
        let wait = ResourceWait(resource: 1, role: "put")
        picture.apply(.resourceWaits([ResourceWaitChange(task: TaskID(1), wait: wait)], time: 100))
        var board = FindingsBoard()
        board.look(at: picture)
        #expect(board.current.map(\.kind) == [.deadConsumer])
        let sentence = try #require(board.current.first).evidence.sentence
        #expect(sentence.contains("is full (5/5), and nothing is taken from it; #2 consumer, which took from it"))
        #expect(
            sentence.contains("failed at least 12.0s ago with ZeroDivisionError: division by zero at web.py:31"))
        // One that lives, and is only slow, takes the next item in the end.
        let other = TaskRecord(id: TaskID(3), name: "Task-3", coroutine: "consume")
        picture.apply(.tasksAdded([other], time: 100))
        let get = ResourceWait(resource: 1, role: "get")
        picture.apply(.resourceWaits([ResourceWaitChange(task: TaskID(3), wait: get)], time: 100))
        #expect(found(in: picture) == [])
    }

    @Test func aLockThatNobodyCanGiveBackAndOneThatIsFreeAreErrors() {
        let waiting = TaskRecord(
            id: TaskID(1), name: "Task-1", coroutine: "main", location: here,
            wait: Wait(kind: "lock", on: "lock acquire", since: 80, isExact: true))
        var lock = Resource(id: 1, kind: .lock, type: "asyncio.Lock", name: "guard")
        (lock.limit, lock.inUse) = (1, 1)
        var picture = live([waiting])
        let wait = ResourceWait(resource: 1, role: "acquire")
        picture.apply(.resourceWaits([ResourceWaitChange(task: TaskID(1), wait: wait)], time: 100))
        picture.apply(.resources([lock], time: 100))
        #expect(found(in: picture) == [])
        lock.abandonedSince = 91
        picture.apply(.resources([lock], time: 100))
        #expect(found(in: picture) == [.neverReleased])
        (lock.abandonedSince, lock.unwokenSince, lock.inUse) = (nil, 94, 0)
        picture.apply(.resources([lock], time: 100))
        #expect(found(in: picture) == [.lostWakeup])
    }

    @Test func moreWaitForALimiterOfThreadsThanItHas() {
        var threads = Resource(id: 1, kind: .executor, type: "anyio.CapacityLimiter", name: "anyio threads")
        (threads.limit, threads.inUse, threads.waiting) = (40, 40, 3)
        var board = FindingsBoard()
        for time in stride(from: 100.0, through: 104, by: 1) {
            var picture = live(time: time)
            picture.apply(.resources([threads], time: time))
            board.look(at: picture)
        }
        #expect(board.current.map(\.kind) == [.executorSaturated])
    }

    @Test(arguments: FindingKind.all.map(\.slug)) func everyKindIsToldInFull(slug: FindingKind.Slug) {
        let kind = FindingKind.of(slug)
        #expect(kind.slug == slug)
        for text in [kind.title, kind.meaning, kind.why, kind.remedy, kind.wrong, kind.right] { #expect(!text.isEmpty) }
        #expect(kind.meaning.hasSuffix(".") && kind.why.hasSuffix("."))
    }
}
