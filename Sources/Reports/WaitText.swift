import Model

/// What a task waits for, in few words.
enum WaitText {
    /// `queue get`, `task #12`.
    static func plain(_ wait: Wait) -> String? {
        guard let task = wait.task else { return wait.on }
        return wait.on.map { "\($0) \(task)" } ?? "\(task)"
    }

    /// With the awaited task's name, or the group's count, where they are known.
    static func named(_ task: TaskRecord, in picture: Picture) -> String {
        guard let wait = task.wait else { return "" }
        if wait.task == nil, let group = task.onGroup.flatMap({ picture.groups[$0] }) { return GroupText.short(group) }
        let words = plain(wait) ?? wait.kind
        guard let name = wait.task.flatMap({ picture.tasks[$0]?.name }), !name.isEmpty else { return words }
        return "\(words) \(name)"
    }
}

/// A group in few words.
enum GroupText {
    /// `gather 2/4, 1 failed`: how many have ended, of how many. What is unknown is `?`.
    static func short(_ group: AwaitGroup) -> String {
        let kind = group.name.map { "\(group.kind) \($0)" } ?? group.kind
        guard group.total != nil || group.done != nil else { return kind }
        let count = "\(kind) \(number(group.done))/\(number(group.total))"
        guard let failed = group.failed, failed > 0 else { return count }
        return "\(count), \(failed) failed"
    }

    private static func number(_ value: Int?) -> String {
        value.map { "\($0)" } ?? "?"
    }
}
