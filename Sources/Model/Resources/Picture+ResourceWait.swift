extension Picture {
    /// The resource that a task waits for: at once, or by a task that only asks for it, such as `wait_for` makes one before
    /// Python 3.12. Nil where it waits for a task that has a way of its own.
    public func resourceWait(of task: TaskRecord) -> (wait: ResourceWait, resource: Resource)? {
        guard let wait = resourceWaits[task.id], let resource = resources[wait.resource] else { return nil }
        if let awaited = task.wait?.task.flatMap({ tasks[$0] }), awaited.wait?.task != nil || awaited.onGroup != nil {
            return nil
        }
        return (wait, resource)
    }
}
