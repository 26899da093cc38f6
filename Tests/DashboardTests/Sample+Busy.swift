import Model

extension Sample {
    /// A picture with groups, resources, many tasks alike, and effort.
    static func busy() -> Picture {
        var tasks = Self.tasks
        for index in tasks.indices {
            tasks[index].effort = Effort(steps: 3 + index * 40, busy: 0.0011 * Double(index + 1), isSampled: index > 4)
            if tasks[index].parent == TaskID(40) {
                tasks[index].madeBy = GroupID(1)
                tasks[index].group = GroupID(1)
            }
            if tasks[index].id == TaskID(40) { tasks[index].onGroup = GroupID(1) }
            if tasks[index].id == TaskID(18) {
                tasks[index].onGroup = GroupID(2)
                tasks[index].wait = wait("gather", nil, 4.2)
            }
        }
        tasks += (0..<60).map { index in
            var task = task(
                100 + index, "Task-\(100 + index)", "fetch_one", parent: 18, at: line("app/fetch.py", 12, "fetch_one"),
                wait: wait("socket", "socket recv", 4.2 - Double(index % 7) * 0.3), age: 5)
            (task.madeBy, task.group) = (GroupID(2), GroupID(2))
            return task
        }
        // Two that wait for each other.
        tasks.append(
            task(90, "left", "left", at: line("app/knot.py", 5, "left"), wait: wait("task", nil, 61, task: 91)))
        tasks.append(
            task(91, "right", "right", at: line("app/knot.py", 9, "right"), wait: wait("task", nil, 61, task: 90)))
        var picture = picture(tasks: tasks)
        picture.apply(
            .groups(
                [
                    AwaitGroup(
                        id: GroupID(1), kind: "task_group", name: "import-batch", owner: TaskID(40),
                        location: line("app/batch.py", 70, "run_batch"), total: 16, done: 8),
                    AwaitGroup(
                        id: GroupID(2), kind: "gather", owner: TaskID(18),
                        location: line("app/fetch.py", 30, "handle"), total: 200, done: 140, failed: 3),
                ], time: now))
        picture.apply(.resources(resources, time: now))
        picture.apply(
            .resourceWaits(
                [ResourceWaitChange(task: TaskID(23), wait: ResourceWait(resource: 1, role: "acquire"))]
                    + (60..<68).map {
                        ResourceWaitChange(task: TaskID($0), wait: ResourceWait(resource: 2, role: "put"))
                    }, time: now))
        return picture
    }

    /// A pool with a leak, and a full queue.
    static var resources: [Resource] {
        var pool = Resource(
            id: 1, kind: .pool, type: "asyncpg.Pool", name: "db", place: line("app/main.py", 18, "startup"))
        (pool.limit, pool.inUse, pool.waiting, pool.held) = (20, 20, 37, 2)
        pool.holders = [
            Resource.Holder(
                task: TaskID(31), since: now - 242, isExact: true, location: line("app/report.py", 41, "report")),
            Resource.Holder(
                task: TaskID(42), since: now - 1.2, isExact: false, location: line("app/refund.py", 23, "refund")),
        ]
        pool.leaked = [
            Resource.Leak(
                task: TaskID(6), name: "export", location: line("app/export.py", 64, "export"), since: now - 1860)
        ]
        var queue = Resource(
            id: 2, kind: .queue, type: "asyncio.Queue", name: "Desk.jobs", place: line("app/desk.py", 8, "__init__"))
        (queue.limit, queue.depth, queue.waiting) = (100, 100, 8)
        return [pool, queue]
    }
}
