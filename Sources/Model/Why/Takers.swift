/// Which tasks have been seen to wait for an item of each queue: those that take from it, as far as anybody can know.
public struct Takers: Sendable {
    private var tasks: [Int: Set<TaskID>] = [:]
    private var queues: [TaskID: Set<Int>] = [:]

    /// How many tasks of one queue are remembered: of more, one that goes on is always among them.
    static let limit = 200

    /// The tasks that were seen to take from a queue and have not ended; nil where they are too many to be known.
    func of(_ queue: Int) -> Set<TaskID>? {
        let known = tasks[queue] ?? []
        return known.count < Self.limit ? known : nil
    }

    mutating func note(_ task: TaskID, _ wait: ResourceWait) {
        guard wait.role == "get", (tasks[wait.resource]?.count ?? 0) < Self.limit else { return }
        tasks[wait.resource, default: []].insert(task)
        queues[task, default: []].insert(wait.resource)
    }

    mutating func forget(task: TaskID) {
        for queue in queues.removeValue(forKey: task) ?? [] { tasks[queue]?.remove(task) }
    }

    mutating func forget(resource: Int) {
        for task in tasks.removeValue(forKey: resource) ?? [] { queues[task]?.remove(resource) }
    }
}
