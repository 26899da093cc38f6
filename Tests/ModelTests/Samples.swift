import Model

/// A waiting task with as much of a life as a test needs.
func task(_ id: Int, _ name: String, parent: Int? = nil) -> TaskRecord {
    TaskRecord(id: TaskID(id), name: name, coroutine: "app.\(name)", parent: parent.map { TaskID($0) })
}

/// A live picture of these tasks at 100 s.
func picture(_ tasks: [TaskRecord]) -> Picture {
    var picture = Picture()
    picture.apply(.connected(Service(instance: "i", pid: 7, name: "orders")))
    picture.apply(.snapshotBegan(tasks: tasks.count, time: 100))
    picture.apply(.tasksAdded(tasks, time: 100))
    picture.apply(.snapshotEnded(time: 100))
    return picture
}
