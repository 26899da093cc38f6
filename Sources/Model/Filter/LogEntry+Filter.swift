extension LogEntry: Filterable {
    /// What can be asked of an event.
    public static let filterKeys: [FilterKey<LogEntry>] = [
        FilterKey("kind", meaning: "created, ended, failed, slow, ...", .text { $2.matches($0.kind.name) }),
        FilterKey("name", meaning: "the task's name", .text { $2.matches($0.name ?? "") }),
        FilterKey("text", meaning: "what happened: an exception, an act", .text { $2.matches($0.text ?? "") }),
        FilterKey(
            "at", meaning: "the place: file, file:line, function", .text { FilterScene.isPlace($0.location, like: $2) }),
        FilterKey("worker", meaning: "its worker: pid, name, or 1, 2, ...", .text { $1.isWorker($0.worker, like: $2) }),
        FilterKey("id", meaning: "the task's number, also as #17", .id { $0.task?.rawValue }),
        FilterKey(
            "lasted", meaning: "the life of a task, the length of a block", .duration { entry, _ in entry.seconds }),
    ]

    /// In kind, number, name, text, place.
    public func has(_ word: TextPattern, in scene: FilterScene) -> Bool {
        word.matches(kind.name) || word.matches(name ?? "") || word.matches(text ?? "")
            || FilterScene.isPlace(location, like: word) || task.map { word.matches("\($0)") } ?? false
    }
}
