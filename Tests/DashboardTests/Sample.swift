import Model

/// A service with invented tasks: the same picture at every run.
enum Sample {
    static let now = 1_700_003_600.0
    static let directory = "/srv/orders"

    static let service = Service(
        instance: "a1", pid: 4121, name: "orders-api", argv: ["uvicorn", "app.main:app"], python: "3.12.1",
        server: "uvicorn", directory: directory, started: now - 11_520, agentStarted: now - 11_519, agent: "0.1.0",
        capabilities: ["tasks", "vitals", "task", "threads"])

    static func line(_ file: String, _ line: Int, _ function: String, user: Bool = true) -> CodeLocation {
        let path = user ? "\(directory)/\(file)" : "/usr/lib/python3.12/\(file)"
        return CodeLocation(file: path, line: line, function: function, isUserCode: user)
    }

    static func task(
        _ id: Int, _ name: String, _ coroutine: String, parent: Int? = nil, state: TaskState = .waiting,
        at location: CodeLocation, wait: Wait? = nil, age: Double? = 600
    ) -> TaskRecord {
        TaskRecord(
            id: TaskID(id), name: name, coroutine: coroutine, parent: parent.map { TaskID($0) },
            created: age.map { now - $0 }, createdAt: age.map { _ in line("app/worker.py", 52, "start") },
            isNamed: !name.hasPrefix("Task-"), state: state, location: location, wait: wait)
    }

    static func wait(_ kind: String, _ on: String?, _ seconds: Double, task: Int? = nil, exact: Bool = true) -> Wait {
        Wait(kind: kind, on: on, task: task.map { TaskID($0) }, since: now - seconds, isExact: exact)
    }

    static let tasks: [TaskRecord] =
        [
            task(
                2, "main", "Server.serve", at: line("app/main.py", 31, "main"),
                wait: wait("event", "shutdown", 11_510, exact: false), age: nil),
            task(
                17, "worker-3", "worker", parent: 2, at: line("app/worker.py", 55, "handle"),
                wait: wait("task", nil, 134, task: 23)),
            task(
                23, "charge-card", "charge", parent: 17, at: line("app/payments.py", 88, "session"),
                wait: wait("semaphore", "db", 134), age: 138),
            task(
                18, "worker-4", "worker", parent: 2, at: line("app/worker.py", 55, "handle"),
                wait: wait("queue", "queue get", 4.2)),
            task(
                31, "heartbeat", "heartbeat", parent: 2, at: line("app/beat.py", 9, "heartbeat"),
                wait: wait("timer", "sleep", 0.8)),
            task(
                40, "import-batch", "run_batch", parent: 2, at: line("app/batch.py", 70, "run_batch"),
                wait: wait("gather", "4 of 8 done", 12.1), age: 13),
            task(
                42, "cache-refresh", "Cache.refresh", parent: 2, state: .cancelling,
                at: line("app/cache.py", 33, "refresh"), wait: wait("lock", "lock acquire", 38)),
            task(
                50, "Task-50", "RequestResponseCycle.run_asgi", parent: 2, state: .running,
                at: line("uvicorn/protocols/http/h11_impl.py", 410, "run_asgi", user: false), age: 0.05),
            task(
                51, "Task-51", "lifespan", state: .ready, at: line("app/main.py", 12, "lifespan"), age: nil),
        ]
        + (0..<8).map { index in
            task(
                60 + index, "import-\(index)", "import_one", parent: 40, at: line("app/batch.py", 81, "import_one"),
                wait: wait("queue", "queue put", 11.9 - Double(index)), age: 12.5)
        }

    static let loop = Loop(id: 0, implementation: "uvloop")

    static func vitals(at time: Double = now, blocked: Vitals.Blocked? = nil) -> Vitals {
        Vitals(
            time: time, tasks: tasks.count, ready: 1, running: 1, waiting: 14, cancelling: 1,
            created: 8100 + Int((time - now) * 12), ended: 8083 + Int((time - now) * 11), lag: 0.0016, lagMax: 0.0016,
            blocked: blocked, busy: 0.31, callbacks: 100_000 + Int((time - now) * 8410), readyQueue: 14, timers: 61,
            cpu: 800 + (time - now) * 0.74, rss: 222_298_112, threads: 11, fds: 143,
            agentCPU: 70 + (time - now) * 0.006,
            hookSeconds: 1, agentMemory: 4_200_000)
    }

    static let history: [HistorySample] = (0..<120).map { second in
        let lag = second == 40 || second == 97 ? 0.312 : second % 30 == 7 ? 0.06 : 0.0012 + Double(second % 7) * 0.0002
        let wave = Double((second * 7) % 23 + (second % 40) * 3)
        return HistorySample(
            time: now - 121 + Double(second), tasks: 20 + wave, created: 12, ended: 11, lag: lag, cpu: 0.74,
            rss: 222_298_112, callbacks: 8410, busy: 0.31, steps: 5200 + wave * 8, requests: (wave / 8).rounded(.down),
            requestsBegun: 212, readyQueue: 14, blocked: lag > 0.1 ? 0.312 : 0)
    }

    /// The usual picture.
    static func picture(blocked: Vitals.Blocked? = nil, tasks: [TaskRecord] = tasks) -> Picture {
        var picture = Picture()
        picture.apply(.connected(service))
        picture.apply(.snapshotBegan(tasks: tasks.count, time: now))
        picture.apply(.loops([loop], time: now))
        picture.apply(.tasksAdded(tasks, time: now))
        picture.apply(.history(history))
        picture.apply(.vitals(vitals(at: now - 2)))
        picture.apply(.vitals(vitals(at: now, blocked: blocked)))
        picture.apply(.snapshotEnded(time: now))
        return picture
    }

    static let stack: [StackFrame] = [
        StackFrame(location: line("app/worker.py", 55, "handle"), source: "await charge(order)"),
        StackFrame(location: line("app/payments.py", 71, "charge"), source: "async with self.session() as s:"),
        StackFrame(
            location: line("app/payments.py", 88, "session"), source: "conn = await pool.acquire()",
            context: [
                SourceLine(number: 86, text: "    async def session(self):"),
                SourceLine(number: 87, text: "        pool = self.app.state.db"),
                SourceLine(number: 88, text: "        conn = await pool.acquire()"),
                SourceLine(number: 89, text: "        return Session(conn)"),
            ]),
        StackFrame(location: line("asyncio/locks.py", 386, "Semaphore.acquire", user: false), source: "await fut"),
    ]

    static func detail(_ id: Int) -> TaskDetail? {
        tasks.first { $0.id == TaskID(id) }.map {
            TaskDetail(record: $0, stack: stack, awaitedBy: [TaskID(17)], children: [], cancelRequests: 0)
        }
    }

    static let blocked = Vitals.Blocked(
        loop: 0, since: now - 2.1, seconds: 2.1,
        stack: [
            StackFrame(
                location: line("asyncio/events.py", 84, "Handle._run", user: false), source: "self._context.run(...)"),
            StackFrame(location: line("app/api.py", 44, "get_quote"), source: "return await quote(id)"),
            StackFrame(location: line("app/pricing.py", 88, "quote"), source: "time.sleep(3)"),
        ], location: line("app/pricing.py", 88, "quote"), task: TaskID(17))

    /// A service without an event loop.
    static var synchronous: Picture {
        var picture = Picture()
        picture.apply(.connected(service))
        picture.apply(.snapshotBegan(tasks: 0, time: now))
        picture.apply(.noLoop(LoopAbsence.none))
        picture.apply(.vitals(Vitals(time: now, rss: 50_000_000, threads: 3)))
        picture.apply(.snapshotEnded(time: now))
        return picture
    }

    static let threads: [ServiceThread] = [
        ServiceThread(
            name: "MainThread", nativeID: 4121, isDaemon: false, isAgent: false, loop: nil,
            stack: [
                StackFrame(location: line("app/wsgi.py", 12, "<module>"), source: "app.run()"),
                StackFrame(
                    location: line("selectors.py", 416, "select", user: false),
                    source: "fd_event_list = self._selector.poll(timeout)"),
            ]),
        ServiceThread(
            name: "looptop", nativeID: 4130, isDaemon: true, isAgent: true, loop: nil,
            stack: [StackFrame(location: line("selectors.py", 416, "select", user: false))]),
    ]
}
