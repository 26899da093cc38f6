import Model

/// An invented end of the watched service.
extension Watched {
    static let plan: ShutdownPlan = {
        var plan = ShutdownPlan(pid: 7)
        plan.server = "uvicorn"
        plan.parent = ServiceMaster(pid: 5, startTicks: 12, command: "gunicorn shop:app")
        plan.signals = [SignalHandling(signal: "SIGTERM", action: "default", effect: "the process dies at once")]
        plan.timeouts = [
            ServerTimeout(name: "graceful_timeout", seconds: nil, what: "requests")
        ]
        plan.ways = [ShutdownWay(order: ShutdownOrder(isForParent: true), effect: "SIGTERM to the master 5")]
        plan.warnings = ["this is a worker"]
        return plan
    }()

    static let ending: ShutdownStatus = {
        let place = CodeLocation(file: "/srv/shop/cache.py", line: 35, function: "refresh", isUserCode: true)
        var status = ShutdownStatus(begun: 1.5, what: "SIGTERM sent to process 7")
        status.phases = [
            ShutdownPhase(name: "listeners", state: .done), ShutdownPhase(name: "requests", state: .now, count: 1),
        ]
        status.left = ShutdownCounts(connections: 1, requests: 1, tasks: 3, held: [HeldPool(name: "db", inUse: 1)])
        status.blockers = [
            ExitBlocker(
                kind: "swallowed", task: TaskID(2), name: "refresh", location: place,
                source: "except BaseException: continue", reason: "it swallowed its cancellation",
                advice: "re-raise CancelledError", since: 1.5)
        ]
        status.tasks = [
            LeavingTask(
                id: TaskID(2), name: "refresh", state: "ignores", requests: 1, wait: "sleep", onTask: TaskID(3),
                location: place, shieldedBy: TaskID(4))
        ]
        status.happened = [ShutdownNote(time: 1.5, text: "SIGTERM sent to process 7 by uid 1000 (pid 9)")]
        return status
    }()

    static let debugMode: DebugState = {
        var mode = DebugState()
        mode.loops = [true]
        mode.slow = 0.1
        mode.by = "uid 1000 (pid 9)"
        mode.cpuBefore = 0.25
        mode.cpuNow = 0.75
        return mode
    }()
}
