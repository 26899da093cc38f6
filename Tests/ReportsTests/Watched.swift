import Model

/// A picture with one of everything that reports tell.
enum Watched {
    static let line = CodeLocation(file: "/srv/shop/web.py", line: 31, function: "quote", isUserCode: true)
    static let library = CodeLocation(
        file: "/usr/lib/python3.12/asyncio/events.py", line: 84, function: "Handle._run", isUserCode: false)
    static let service = Service(
        instance: "i", pid: 7, name: "shop", python: "3.12.1", directory: "/srv", agent: "0.1.0")

    static let picture: Picture = {
        var main = TaskRecord(id: TaskID(1), name: "main", coroutine: "main", created: 10, state: .waiting)
        main.wait = Wait(kind: "gather", since: 98, isExact: true)
        main.onGroup = GroupID(7)
        main.location = line
        var fetch = TaskRecord(
            id: TaskID(2), name: "fetch", coroutine: "fetch", parent: TaskID(1), created: 40, createdAt: line,
            isNamed: true, state: .waiting)
        fetch.wait = Wait(kind: "task", task: TaskID(3), since: 99, isExact: false)
        fetch.group = GroupID(7)
        fetch.madeBy = GroupID(7)
        fetch.effort = Effort(steps: 5, busy: 0.012345678, isSampled: false)
        var store = TaskRecord(id: TaskID(3), name: "store", coroutine: "store", parent: TaskID(1), state: .waiting)
        store.wait = Wait(kind: "task", task: TaskID(2), since: 97, isExact: true)
        var picture = Picture()
        picture.apply(.connected(service))
        picture.apply(.snapshotBegan(tasks: 3, time: 100))
        picture.apply(
            .groups(
                [
                    AwaitGroup(
                        id: GroupID(7), kind: "gather", owner: TaskID(1), location: line, total: 4, done: 3, failed: 1,
                        returnsExceptions: true)
                ], time: 100))
        picture.apply(.tasksAdded([main, fetch, store], time: 100))
        picture.apply(
            .requests(
                [
                    request(1, task: 2, started: 99.5), request(2, task: nil, started: 90),
                    request(3, task: nil, started: 95),
                ], time: 100))
        picture.apply(.resources([pool], time: 100))
        picture.apply(
            .resourceWaits(
                [ResourceWaitChange(task: TaskID(3), wait: ResourceWait(resource: 5, role: "acquire"))], time: 100))
        picture.apply(.slow(SlowReport(threshold: 0.1, since: 12, culprits: culprits), time: 100))
        picture.apply(.vitals(Vitals(time: 100, requests: 3, requestsTotal: 40)))
        picture.apply(.snapshotEnded(time: 100))
        return picture
    }()

    /// Of what is wrong with it.
    static let board: FindingsBoard = {
        var board = FindingsBoard()
        board.look(at: picture)
        return board
    }()

    private static let pool: Resource = {
        var pool = Resource(id: 5, kind: .pool, type: "asyncpg.Pool", name: "db.pool", place: line)
        pool.limit = 3
        pool.isUnlimited = false
        (pool.inUse, pool.size, pool.idle, pool.waiting, pool.held) = (3, 3, 0, 1, 1)
        pool.holders = [Resource.Holder(task: TaskID(2), since: 60, isExact: true, location: line)]
        pool.rates = Resource.Rates(acquires: 2.5)
        pool.waited = Resource.Waited(count: 4, median: 0.8, longest: 2)
        pool.leaked = [Resource.Leak(task: TaskID(9), name: "export", location: line, since: 50)]
        return pool
    }()

    private static func request(_ id: Int, task: Int?, started: Double) -> RequestRecord {
        RequestRecord(
            id: id, task: task.map { TaskID($0) }, server: "uvicorn", method: "GET", target: "/quote/\(id)",
            route: "/quote/{id}", peer: "127.0.0.1:5\(id)", started: started)
    }

    private static let culprits = [
        SlowCallback(id: 1, location: nil, count: 9, total: 1, max: 0.2, first: 20, last: 99),
        SlowCallback(
            id: 2, location: line, source: "time.sleep(0.5)", count: 3, total: 1.5, max: 0.5, first: 20, last: 90,
            samples: 12,
            stack: [
                StackFrame(location: library),
                StackFrame(
                    location: line, source: "time.sleep(0.5)", context: [SourceLine(number: 30, text: "def quote():")]),
            ], task: TaskID(2), name: "fetch", coroutine: "fetch", request: "GET /quote", delayed: 12, cpu: 0.02,
            histogram: [SlowCallback.Bucket(bound: 0.2, count: 0), SlowCallback.Bucket(bound: nil, count: 3)],
            latest: [SlowCallback.Block(time: 90, seconds: 0.5, task: TaskID(2), delayed: 12)]),
    ]

    static let detail = TaskDetail(
        record: {
            var record = picture.tasks[TaskID(2)] ?? TaskRecord(id: TaskID(2), name: "", coroutine: "")
            record.location = line
            record.isNamed = false
            record.madeBy = nil
            return record
        }(),
        stack: [
            StackFrame(location: line, source: "await store()"), StackFrame(location: library, source: "await fut"),
        ],
        awaits: [TaskID(3)], awaitedBy: [TaskID(1), TaskID(3)], children: [], cancelRequests: 0, request: 1,
        createdSource: "asyncio.create_task(fetch())")

    static let entry = LogEntry(
        id: 42, time: 1.5, kind: .failed, task: TaskID(2), name: "fetch", text: "ValueError: 7", location: line,
        seconds: 0.75)
}
