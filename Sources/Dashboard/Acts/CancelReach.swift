import Model

/// How far the cancellation of a task goes: it goes on to what the task waits for, and to what that waits for.
struct CancelReach {
    /// The tasks that are asked beside it, the nearest first.
    private(set) var tasks: [TaskRecord] = []
    /// Tasks that wait for each other in a circle, the first once more at the end; empty where there is none.
    private(set) var circle: [TaskID] = []

    /// Nobody follows more tasks than this.
    private static let limit = 200

    init(of id: TaskID, in picture: Picture) {
        findTasks(below: id, picture)
        findCircle(from: id, picture)
    }

    private mutating func findTasks(below id: TaskID, _ picture: Picture) {
        var seen: Set<TaskID> = [id]
        var pending = [id]
        while let next = pending.popLast(), tasks.count < Self.limit {
            for id in Self.awaited(by: next, picture) where seen.insert(id).inserted {
                if let task = picture.tasks[id] { tasks.append(task) }
                pending.append(id)
            }
        }
    }

    private mutating func findCircle(from id: TaskID, _ picture: Picture) {
        var done: Set<TaskID> = []
        var path: [TaskID] = []
        var pending: [(id: TaskID, isLeaving: Bool)] = [(id, false)]
        while let (next, isLeaving) = pending.popLast(), done.count < Self.limit {
            if isLeaving {
                path.removeLast()
                done.insert(next)
            } else if let start = path.firstIndex(of: next) {
                circle = Array(path[start...]) + [next]
                return
            } else if !done.contains(next), picture.tasks[next] != nil {
                path.append(next)
                pending.append((next, true))
                pending += Self.awaited(by: next, picture).map { ($0, false) }
            }
        }
    }

    /// The tasks that a task waits for, alone or as a group.
    private static func awaited(by id: TaskID, _ picture: Picture) -> [TaskID] {
        guard let task = picture.tasks[id] else { return [] }
        var found = [task.wait?.task].compactMap(\.self)
        if let group = task.onGroup {
            found += picture.tasks.values.filter { $0.group == group }.map(\.id).sorted()
        }
        return found
    }
}
