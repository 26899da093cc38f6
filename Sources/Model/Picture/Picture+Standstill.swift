extension Picture {
    /// That a task cannot go on whatever it waits for, since its loop stands still; nil where that moves, and of the task
    /// whose step it is.
    public func standstill(of task: TaskRecord) -> String? {
        guard let blocked = vitals?.blocked, blocked.seconds >= 0.5, blocked.task != task.id, blocked.loop == task.loop
        else { return nil }
        let least = blocked.isAtLeast ? "at least " : ""
        var words = "its loop stands still, for \(least)\(DurationText.short(blocked.seconds)) so far"
        if let id = blocked.task { words += ", in \(id) \(tasks[id]?.name ?? "")" }
        if let place = blocked.location ?? blocked.stack.last?.location {
            words += ", at \(place.file.split(separator: "/").last.map(String.init) ?? place.file):\(place.line)"
        }
        return words + ": no task of it moves until that is over"
    }
}
