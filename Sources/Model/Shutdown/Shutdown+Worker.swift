extension ShutdownStatus {
    /// The same with the tasks of a worker marked as its own.
    func of(worker: Int) -> ShutdownStatus {
        var marked = self
        for index in blockers.indices { marked.blockers[index].task = blockers[index].task?.of(worker: worker) }
        for index in tasks.indices {
            marked.tasks[index].id = tasks[index].id.of(worker: worker)
            marked.tasks[index].onTask = tasks[index].onTask?.of(worker: worker)
            marked.tasks[index].shieldedBy = tasks[index].shieldedBy?.of(worker: worker)
        }
        return marked
    }
}
