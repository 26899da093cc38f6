extension Event {
    /// The same event with every number marked as this worker's.
    func of(worker: Int) -> Event {
        switch self {
        case .tasksAdded(let tasks, let time): .tasksAdded(tasks.map { $0.of(worker: worker) }, time: time)
        case .tasksChanged(let changes, let time): .tasksChanged(changes.map { $0.of(worker: worker) }, time: time)
        case .tasksEnded(let ends, let time):
            .tasksEnded(ends.map { marked($0) { $0.id = $0.id.of(worker: worker) } }, time: time)
        case .groups(let groups, let time):
            .groups(
                groups.map {
                    marked($0) {
                        $0.id = $0.id.of(worker: worker)
                        $0.owner = $0.owner?.of(worker: worker)
                    }
                }, time: time)
        case .groupsEnded(let ids, let time): .groupsEnded(ids.map { $0.of(worker: worker) }, time: time)
        case .slow(let report, let time):
            .slow(
                marked(report) { $0.culprits = $0.culprits.map { $0.of(worker: worker) } }, time: time)
        case .log(let entries, let since, let time):
            .log(
                entries.map {
                    marked($0) {
                        $0.task = $0.task?.of(worker: worker)
                        $0.worker = worker
                    }
                }, since: since, time: time)
        case .requests(let requests, let time):
            .requests(
                requests.map {
                    marked($0) {
                        $0.id = WorkerNumber.packed($0.id, worker: worker)
                        $0.task = $0.task?.of(worker: worker)
                    }
                }, time: time)
        case .requestsEnded(let ends, let time):
            .requestsEnded(
                ends.map { marked($0) { $0.id = WorkerNumber.packed($0.id, worker: worker) } }, time: time)
        case .resources(let resources, let time): .resources(resources.map { $0.of(worker: worker) }, time: time)
        case .resourcesGone(let ids, let time):
            .resourcesGone(ids.map { WorkerNumber.packed($0, worker: worker) }, time: time)
        case .resourceWaits(let changes, let time):
            .resourceWaits(
                changes.map {
                    marked($0) {
                        $0.task = $0.task.of(worker: worker)
                        if let wait = $0.wait {
                            $0.wait?.resource = WorkerNumber.packed(wait.resource, worker: worker)
                        }
                    }
                }, time: time)
        case .vitals(let vitals):
            .vitals(
                marked(vitals) {
                    $0.blocked?.task = vitals.blocked?.task?.of(worker: worker)
                    if let holder = vitals.blocked?.lock?.task { $0.blocked?.lock?.task = holder.of(worker: worker) }
                    $0.noticed = vitals.noticed.map { notice in
                        marked(notice) { $0.tasks = $0.tasks.map { $0.of(worker: worker) } }
                    }
                })
        case .shutdown: self
        case .connected, .snapshotBegan, .snapshotEnded, .loops, .noLoop, .history, .silent, .answering, .goodbye,
            .disconnected:
            self
        }
    }
}

private func marked<Value>(_ value: Value, _ mark: (inout Value) -> Void) -> Value {
    var value = value
    mark(&value)
    return value
}

extension TaskRecord {
    fileprivate func of(worker: Int) -> TaskRecord {
        marked(self) {
            $0.id = id.of(worker: worker)
            $0.parent = parent?.of(worker: worker)
            $0.wait?.task = wait?.task?.of(worker: worker)
            $0.onGroup = onGroup?.of(worker: worker)
            $0.group = group?.of(worker: worker)
            $0.madeBy = madeBy?.of(worker: worker)
        }
    }
}

extension TaskChange {
    fileprivate func of(worker: Int) -> TaskChange {
        marked(self) {
            $0.id = id.of(worker: worker)
            $0.wait?.task = wait?.task?.of(worker: worker)
            $0.onGroup = onGroup?.of(worker: worker)
            $0.group = group?.of(worker: worker)
            $0.madeBy = madeBy?.of(worker: worker)
        }
    }
}

extension SlowCallback {
    fileprivate func of(worker: Int) -> SlowCallback {
        marked(self) {
            $0.id = WorkerNumber.packed(id, worker: worker)
            $0.task = task?.of(worker: worker)
            $0.latest = latest.map { block in marked(block) { $0.task = $0.task?.of(worker: worker) } }
        }
    }
}

extension Resource {
    fileprivate func of(worker: Int) -> Resource {
        marked(self) {
            $0.id = WorkerNumber.packed(id, worker: worker)
            $0.holders = holders.map { holder in marked(holder) { $0.task = $0.task.of(worker: worker) } }
            $0.leaked = leaked?.map { leak in marked(leak) { $0.task = $0.task?.of(worker: worker) } }
            $0.jobs = jobs?.map { job in marked(job) { $0.task = $0.task?.of(worker: worker) } }
            $0.fallen = fallen.map { fallen in marked(fallen) { $0.task = $0.task.of(worker: worker) } }
        }
    }
}

extension TaskDetail {
    /// The same task with every number marked as this worker's.
    public func of(worker: Int) -> TaskDetail {
        marked(self) {
            $0.record = record.of(worker: worker)
            $0.awaits = awaits.map { $0.of(worker: worker) }
            $0.awaitedBy = awaitedBy.map { $0.of(worker: worker) }
            $0.children = children.map { $0.of(worker: worker) }
        }
    }
}
