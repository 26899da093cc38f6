/// A resource and the tasks that wait for it.
public struct ResourceRow: Hashable, Sendable, Identifiable {
    /// The resource.
    public var resource: Resource
    /// The tasks that wait for it, the longest first.
    public var waiters: [Waiter]
    /// How long the longest has waited, seconds, at the picture's moment; nil where none waits.
    public var longest: Double?

    /// A task that waits for it.
    public struct Waiter: Hashable, Sendable {
        /// The task.
        public var task: TaskRecord
        /// What it wants: `get`, `put`, `acquire`, `wait`.
        public var role: String
    }

    /// The resource's number.
    public var id: Int { resource.id }

    /// Every resource of a picture with its waiters, in no order.
    public static func all(of picture: Picture) -> [ResourceRow] {
        var waiters: [Int: [Waiter]] = [:]
        for (id, wait) in picture.resourceWaits {
            guard let task = picture.tasks[id] else { continue }
            waiters[wait.resource, default: []].append(Waiter(task: task, role: wait.role))
        }
        return picture.resources.values.map { resource in
            let waiting = (waiters[resource.id] ?? []).sorted {
                ($0.task.wait?.since ?? .infinity, $0.task.id) < ($1.task.wait?.since ?? .infinity, $1.task.id)
            }
            let since = waiting.first?.task.wait?.since
            return ResourceRow(
                resource: resource, waiters: waiting, longest: since.map { max(0, picture.now - $0) })
        }
    }
}
