extension TaskRecord: Filterable {
    /// What can be asked of a task.
    public static let filterKeys: [FilterKey<TaskRecord>] = [
        FilterKey("name", meaning: "its name", .text { $2.matches($0.name) }),
        FilterKey("coro", "coroutine", meaning: "its coroutine", .text { $2.matches($0.coroutine) }),
        FilterKey(
            "at", meaning: "the place where it stands: file, file:line, function",
            .text { FilterScene.isPlace($0.location, like: $2) }),
        FilterKey("wait", meaning: "what it waits for", .text { $0.isWait(in: $1.picture, like: $2) }),
        FilterKey("group", meaning: "its gather or task group", .text { $0.isGroup(in: $1.picture, like: $2) }),
        FilterKey(
            "worker", meaning: "its worker: pid, name, or 1, 2, ...",
            .text { $1.isWorker($0.id.worker, like: $2) }),
        FilterKey(
            "state", meaning: (TaskState.allCases.map(\.rawValue) + ["stuck"]).joined(separator: ", "),
            .words(TaskState.allCases.map(\.rawValue) + ["stuck"]) { task, scene in
                [task.state.rawValue] + (scene.stuck.contains(task.id) ? ["stuck"] : [])
            }),
        FilterKey("id", meaning: "its number, also as #17", .id { $0.id.rawValue }),
        FilterKey("wait", meaning: "how long it has waited", .duration { $0.waitSeconds(at: $1.now) }),
        FilterKey("age", meaning: "since its creation", .duration { $0.age(at: $1.now) }),
        FilterKey("busy", meaning: "time spent in its steps", .duration { task, _ in task.effort?.busy }),
        FilterKey("steps", meaning: "its runs by the loop", .number { task, _ in task.effort?.steps.map(Double.init) }),
    ]

    /// In name, coroutine, place, wait; `stuck` finds those that are.
    public func has(_ word: TextPattern, in scene: FilterScene) -> Bool {
        word.matches(name) || word.matches(coroutine) || isWait(in: scene.picture, like: word)
            || FilterScene.isPlace(location, like: word) || word.word == "stuck" && scene.stuck.contains(id)
    }

    private func isWait(in picture: Picture, like pattern: TextPattern) -> Bool {
        guard let wait else { return false }
        if pattern.matches(wait.kind) || wait.on.map(pattern.matches) ?? false { return true }
        guard let id = picture.resourceWaits[id]?.resource, let resource = picture.resources[id] else { return false }
        return pattern.matches(resource.kind.name) || resource.name.map(pattern.matches) ?? false
    }

    private func isGroup(in picture: Picture, like pattern: TextPattern) -> Bool {
        [madeBy, group, onGroup].contains { id in
            guard let group = id.flatMap({ picture.groups[$0] }) else { return false }
            return pattern.matches(group.kind) || group.name.map(pattern.matches) ?? false
        }
    }
}
