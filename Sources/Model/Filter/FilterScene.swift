/// What a filter knows beside the row: the picture that the row is of, and what has been found in it.
public struct FilterScene: Sendable {
    /// The picture.
    public let picture: Picture
    /// The service's clock, Unix seconds: what waits and ages are measured by.
    public let now: Double
    /// The tasks that do not go on although they should.
    public let stuck: Set<TaskID>

    /// Makes a scene; the clock is the picture's where nothing else is said.
    public init(_ picture: Picture, now: Double? = nil, stuck: Set<TaskID> = []) {
        self.picture = picture
        self.now = now ?? picture.now
        self.stuck = stuck
    }

    /// True of a worker by its pid, by its name, or by its place among the workers, counted from 1.
    func isWorker(_ worker: Int, like pattern: TextPattern) -> Bool {
        guard let name = picture.workers[worker] else { return false }
        if pattern.isWhole(of: name) || pattern.isWhole(of: "\(worker)") { return true }
        guard let place = Int(pattern.word), place > 0, place <= picture.workers.count else { return false }
        return picture.workers.keys.sorted()[place - 1] == worker
    }

    /// The number or the name of a task.
    func isTask(_ id: TaskID?, named name: String?, like pattern: TextPattern) -> Bool {
        guard let id else { return name.map(pattern.matches) ?? false }
        if pattern.word == "\(id)" || pattern.word == "\(id.rawValue)" { return true }
        return pattern.matches(name ?? picture.tasks[id]?.label ?? "")
    }

    static func isPlace(_ location: CodeLocation?, like pattern: TextPattern) -> Bool {
        guard let location else { return false }
        return pattern.matches(pattern.asksForLine ? "\(location.file):\(location.line)" : location.file)
            || pattern.matches(location.function)
    }
}
