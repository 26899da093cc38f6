import Model

/// An invented end of the invented service.
extension Sample {
    static let plan: ShutdownPlan = {
        var plan = ShutdownPlan(pid: 4121)
        plan.startTicks = 77
        plan.server = "uvicorn"
        plan.version = "0.35.0"
        let effect = "uvicorn stops listening, waits for its requests, then ends the lifespan"
        let handler = line("uvicorn/server.py", 331, "Server.handle_exit", user: false)
        plan.signals = ["SIGTERM", "SIGINT"].map {
            SignalHandling(
                signal: $0, action: "handler", name: "Server.handle_exit", location: handler, effect: effect)
        }
        plan.steps = ["listeners close", "idle connections close", "requests end", "lifespan ends", "exit"]
        plan.timeouts = [
            ServerTimeout(
                name: "timeout_graceful_shutdown", seconds: nil, what: "requests and connections"),
            ServerTimeout(name: "lifespan", seconds: nil, what: "the lifespan's shutdown"),
        ]
        plan.second = SecondSignal(
            signal: "SIGINT",
            effect: "a second SIGINT, not SIGTERM, makes uvicorn leave at once, without the lifespan's shutdown")
        plan.ways = [
            ShutdownWay(order: ShutdownOrder(), effect: effect),
            ShutdownWay(
                order: ShutdownOrder(kind: .main, signal: nil),
                effect: "cancels the main task, as asyncio.run does on SIGINT", isGraceful: false),
        ]
        plan.inFlight = ShutdownCounts(
            listeners: 1, connections: 33, requests: 31, tasks: 1204, jobs: 1, held: [HeldPool(name: "db", inUse: 2)])
        plan.warnings = ["uvicorn ends no streaming response (SSE) by itself: it waits for the client"]
        return plan
    }()

    static let blockers: [ExitBlocker] = [
        ExitBlocker(
            kind: "stream", task: TaskID(50), name: "GET /events from 10.0.3.7:51122",
            location: line("app/stream.py", 30, "events"), source: "yield await q.get()",
            reason: "uvicorn does not end streaming responses by itself",
            advice: "end it in the service on shutdown, or cancel its task", since: now - 2463),
        ExitBlocker(
            kind: "swallowed", task: TaskID(42), name: "cache-refresh", location: line("app/cache.py", 35, "refresh"),
            source: "except BaseException: continue",
            reason: "it swallowed its cancellation: asked to end 2 times, and still running",
            advice: "re-raise CancelledError", since: now - 18),
        ExitBlocker(
            kind: "executor", name: "ThreadPoolExecutor-0_2 runs resize_image",
            location: line("app/img.py", 12, "resize_image"),
            source: "image.resize(size)",
            reason: "a thread of an executor: it cannot be cancelled, and the interpreter waits for it",
            since: now - 22),
    ]

    static let leaving: [LeavingTask] = [
        LeavingTask(
            id: TaskID(42), name: "cache-refresh", state: "ignores", requests: 2, last: now - 8, since: now - 18,
            wait: "sleep", location: line("app/cache.py", 35, "refresh")),
        LeavingTask(
            id: TaskID(23), name: "charge-card", state: "cancelling", requests: 1, last: now - 2, since: now - 2,
            wait: "read", location: line("app/payments.py", 97, "session")),
        LeavingTask(
            id: TaskID(50), name: "Task-50", since: now - 2463, wait: "queue get",
            location: line("app/stream.py", 30, "events"), shieldedBy: TaskID(2)),
        LeavingTask(
            id: TaskID(2), name: "main", since: now - 18, wait: "sleep",
            location: line("app/main.py", 31, "main")),
        LeavingTask(id: TaskID(17), name: "worker-3", since: now - 134, onTask: TaskID(23)),
    ]

    static let ending: ShutdownStatus = {
        var status = ShutdownStatus(begun: now - 18, what: "SIGTERM sent to process 4121")
        status.server = "uvicorn"
        status.phases = [
            ShutdownPhase(name: "listeners", state: .done), ShutdownPhase(name: "idle connections", state: .done),
            ShutdownPhase(name: "requests", state: .now, count: 2), ShutdownPhase(name: "lifespan", state: .later),
            ShutdownPhase(name: "exit", state: .later),
        ]
        status.timeouts = plan.timeouts
        status.second = plan.second
        status.atBegin = ShutdownCounts(listeners: 1, connections: 33, requests: 31, tasks: 1204)
        status.left = ShutdownCounts(
            connections: 2, requests: 2, tasks: 5, jobs: 1, held: [HeldPool(name: "db", inUse: 2)])
        status.blockers = blockers
        status.tasks = leaving
        status.happened = [
            ShutdownNote(time: now - 18, text: "SIGTERM sent to process 4121 by uid 1000 (pid 6120)"),
            ShutdownNote(time: now - 17, text: "listeners closed; 31 requests in flight"),
            ShutdownNote(time: now - 16, text: "29 requests ended"),
            ShutdownNote(time: now - 15, text: "1199 tasks ended"),
            ShutdownNote(time: now - 8, text: "#42 cache-refresh: cancel requested by uid 1000 (pid 6120)"),
        ]
        return status
    }()

    /// The usual picture while it ends.
    static func endingPicture(_ status: ShutdownStatus = ending) -> Picture {
        var picture = Sample.fullPicture()
        picture.apply(.shutdown(status, time: now))
        return picture
    }
}
