import Model

/// Invented queues, locks and pools.
extension Sample {
    private static func resource(
        _ id: Int, _ kind: Resource.Kind, _ type: String, _ name: String?, use: Int? = nil, limit: Int? = nil,
        depth: Int? = nil, waiting: Int = 0
    ) -> Resource {
        var resource = Resource(
            id: id, kind: kind, type: type, name: name, place: line("app/main.py", 10 + id, "<module>"))
        resource.inUse = use
        resource.limit = limit
        resource.depth = depth
        resource.waiting = waiting
        let now = use ?? depth ?? 0
        resource.uses = (0..<120).map { second in now * (second < 60 ? 1 + second % 3 : 4) / 4 }
        return resource
    }

    static let waitedFor: [Resource] = {
        var db = resource(1, .pool, "asyncpg.Pool", "db", use: 20, limit: 20, waiting: 1)
        db.size = 20
        db.idle = 0
        db.opened = 34
        db.acquires = 900
        db.acquireWait = 1700
        db.holders = [2, 18, 31].map { id in
            Resource.Holder(
                task: TaskID(id), since: now - 242 + Double(id), isExact: id != 18,
                location: line("app/report.py", 41, "monthly"))
        }
        db.held = 18
        db.rates = Resource.Rates(acquires: 3, isExact: false)
        db.waited = Resource.Waited(count: 12, median: 1.9, longest: 130)
        db.leaked = [
            Resource.Leak(
                task: TaskID(6120), name: "export", location: line("app/export.py", 64, "export"), since: now - 1860)
        ]
        db.facts = [Resource.Fact(name: "min size", value: "5")]
        var jobs = resource(2, .queue, "asyncio.Queue", "Dispatcher.jobs", limit: 100, depth: 100, waiting: 8)
        jobs.puts = 9120
        jobs.gets = 9020
        jobs.rates = Resource.Rates(puts: 12, gets: 11.5, isExact: true)
        var outbox = resource(3, .queue, "asyncio.Queue", "Mailer.outbox", depth: 17)
        outbox.isUnlimited = true
        outbox.stalledSince = now - 134
        var lock = resource(4, .lock, "asyncio.Lock", "Cache.refresh", use: 1, limit: 1, waiting: 1)
        lock.holders = [
            Resource.Holder(
                task: TaskID(51), since: now - 38, isExact: true, location: line("app/cache.py", 33, "refresh"))
        ]
        lock.held = 1
        var executor = resource(
            5, .executor, "concurrent.futures.ThreadPoolExecutor", "default executor", use: 5, limit: 6)
        executor.jobs = [
            Resource.Job(
                thread: "asyncio_0", function: "resize", location: line("app/img.py", 12, "resize"), since: now - 0.9)
        ]
        var ready = resource(6, .event, "asyncio.Event", "Server.ready")
        ready.value = 1
        ready.uses = []
        let http = resource(7, .pool, "aiohttp.TCPConnector", "http", use: 61, limit: 100)
        let unnamed = resource(8, .semaphore, "asyncio.Semaphore", nil, use: 3, limit: 10)
        return [db, jobs, outbox, lock, executor, ready, http, unnamed]
    }()

    static let waitsForResources: [ResourceWaitChange] =
        [
            ResourceWaitChange(task: TaskID(23), wait: ResourceWait(resource: 1, role: "acquire")),
            ResourceWaitChange(task: TaskID(42), wait: ResourceWait(resource: 4, role: "acquire")),
        ] + (60..<68).map { ResourceWaitChange(task: TaskID($0), wait: ResourceWait(resource: 2, role: "put")) }

    static let busiest: [Vitals.BusyLine] = [
        .init(location: line("app/pricing.py", 88, "quote"), share: 0.31),
        .init(location: line("app/orders.py", 120, "place_order"), share: 0.22),
        .init(location: line("starlette/routing.py", 78, "app", user: false), share: 0.09),
        .init(location: line("app/report.py", 41, "monthly"), share: 0.04),
    ]

    static let requests: [RequestRecord] = [
        RequestRecord(
            id: 1, task: TaskID(50), server: "uvicorn", method: "GET", target: "/quote/991", route: "/quote/{id}",
            peer: "127.0.0.1:53122", started: now - 0.05),
        RequestRecord(
            id: 2, task: TaskID(23), server: "uvicorn", method: "POST", target: "/orders", route: "/orders",
            peer: "127.0.0.1:53123", started: now - 138),
        RequestRecord(id: 3, server: "uvicorn", method: "WEBSOCKET", target: "/live", started: now - 61),
        RequestRecord(
            id: 4, task: TaskID(9), server: "uvicorn", method: "GET", target: "/quote/17", route: "/quote/{id}",
            started: now - 10),
        RequestRecord(id: 5, task: TaskID(10), server: "uvicorn", method: "GET", target: "/health", started: now - 9),
    ]

    /// The usual picture and all that can be known besides.
    static func fullPicture() -> Picture {
        var picture = Sample.picture(slow: slow)
        picture.apply(.log(log, since: now - 3000, time: now))
        picture.apply(.resources(waitedFor, time: now))
        picture.apply(.resourceWaits(waitsForResources, time: now))
        picture.apply(.requests(requests, time: now))
        picture.apply(
            .requestsEnded(
                [RequestEnd(id: 4, ended: now - 9.7, status: 200), RequestEnd(id: 5, ended: now - 8.999, status: 503)],
                time: now))
        var vitals = vitals(at: now)
        vitals.requests = 3
        vitals.requestsTotal = 9000
        vitals.busiest = busiest
        picture.apply(.vitals(vitals))
        picture.apply(.history(history))
        return picture
    }
}
