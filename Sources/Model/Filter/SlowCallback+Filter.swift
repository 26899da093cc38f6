extension SlowCallback: Filterable {
    /// What can be asked of a culprit.
    public static let filterKeys: [FilterKey<SlowCallback>] = [
        FilterKey(
            "at", meaning: "the culprit: file, file:line, function",
            .text { FilterScene.isPlace($0.location, like: $2) }),
        FilterKey("line", meaning: "its line of source", .text { $2.matches($0.source ?? "") }),
        FilterKey(
            "name", meaning: "the task of the last block", .text { $1.isTask($0.task, named: $0.name, like: $2) }),
        FilterKey("coro", "coroutine", meaning: "that task's coroutine", .text { $2.matches($0.coroutine ?? "") }),
        FilterKey("request", meaning: "the request of the last block", .text { $2.matches($0.request ?? "") }),
        FilterKey("id", meaning: "the task's number, also as #17", .id { $0.task?.rawValue }),
        FilterKey("worst", meaning: "the longest block", .duration { row, _ in row.max }),
        FilterKey("total", meaning: "all blocks together", .duration { row, _ in row.total }),
        FilterKey("last", meaning: "since the last block began", .duration { Swift.max(0, $1.now - $0.last) }),
        FilterKey("count", meaning: "how many blocks", .number { row, _ in Double(row.count) }),
    ]

    /// In place, source, task, coroutine, request, and the stack.
    public func has(_ word: TextPattern, in scene: FilterScene) -> Bool {
        if [source, name, coroutine, request].contains(where: { $0.map(word.matches) ?? false }) { return true }
        return FilterScene.isPlace(location, like: word)
            || stack.contains { FilterScene.isPlace($0.location, like: word) }
    }
}
