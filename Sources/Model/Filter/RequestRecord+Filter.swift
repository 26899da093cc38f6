extension RequestRecord: Filterable {
    /// What can be asked of a request.
    public static let filterKeys: [FilterKey<RequestRecord>] = [
        FilterKey("method", meaning: "GET, POST, ...", .text { $2.matches($0.method) }),
        FilterKey("path", meaning: "its path", .text { $2.matches($0.target) }),
        FilterKey("route", meaning: "the pattern that it was routed by", .text { $2.matches($0.route ?? "") }),
        FilterKey(
            "status", meaning: "of the answer: 503, 5*", .text { $2.isWhole(of: $0.status.map { "\($0)" } ?? "") }),
        FilterKey("peer", meaning: "who asks", .text { $2.matches($0.peer ?? "") }),
        FilterKey("server", meaning: "uvicorn, aiohttp.web, ...", .text { $2.matches($0.server) }),
        FilterKey(
            "task", meaning: "the task that handles it: number or name",
            .text { $1.isTask($0.task, named: nil, like: $2) }),
        FilterKey(
            "at", meaning: "where that task stands",
            .text { request, scene, pattern in
                let task = request.task.flatMap { scene.picture.tasks[$0] }
                return FilterScene.isPlace(task?.location, like: pattern)
            }),
        FilterKey(
            "worker", meaning: "its worker: pid, name, or 1, 2, ...",
            .text { $1.isWorker(WorkerNumber.worker(of: $0.id), like: $2) }),
        FilterKey(
            "state", meaning: "flight, ended",
            .words(["flight", "ended"]) { request, _ in [request.ended == nil ? "flight" : "ended"] }),
        FilterKey("id", meaning: "its task's number, also as #17", .id { $0.task?.rawValue }),
        FilterKey("for", "age", meaning: "how long it takes or took", .duration { ($0.ended ?? $1.now) - $0.started }),
    ]

    /// In method, path, route, peer, server, status, task.
    public func has(_ word: TextPattern, in scene: FilterScene) -> Bool {
        if [method, target, route, peer, server].contains(where: { $0.map(word.matches) ?? false }) { return true }
        return status.map { word.matches("\($0)") } ?? false || task.map { word.matches("\($0)") } ?? false
    }
}
