import Model
import Wire

/// The names that documents use, the same in all of them. What is unknown is `null`.
enum TaskJSON {
    static func service(_ service: Service?) -> JSONValue {
        guard let service else { return .null }
        return [
            "pid": .int(service.pid), "name": .string(service.name), "instance": .string(service.instance),
            "python": .string(service.python), "implementation": .string(service.implementation),
            "server": JSONValue(service.server), "directory": JSONValue(service.directory),
            "started": JSONValue(service.started), "agent": .string(service.agent), "late": .bool(service.isLate),
        ]
    }

    static func fields(of task: TaskRecord, in picture: Picture) -> [(String, JSONValue)] {
        [
            ("id", .int(task.id.rawValue)), ("name", .string(task.name)), ("coroutine", .string(task.coroutine)),
            ("state", .string(task.state.rawValue)), ("parent", JSONValue(task.parent?.rawValue)),
            ("created", JSONValue(task.created)), ("created_at", location(task.createdAt)),
            ("worker", JSONValue(picture.service?.pid)), ("location", location(task.location)),
            ("wait", wait(task, now: picture.now)),
        ]
    }

    static func location(_ location: CodeLocation?) -> JSONValue {
        guard let location else { return .null }
        return [
            "file": .string(location.file), "line": location.line > 0 ? .int(location.line) : .null,
            "function": .string(location.function),
        ]
    }

    private static func wait(_ task: TaskRecord, now: Double) -> JSONValue {
        guard let wait = task.wait else { return .null }
        let seconds = (task.waitSeconds(at: now) ?? 0) * 1000
        return [
            "kind": .string(wait.kind), "on": JSONValue(WaitText.plain(wait)),
            "seconds": .double(seconds.rounded() / 1000), "since": wait.isExact ? "exact" : "at_least",
            // Resources have no identity on the wire yet.
            "resource": nil,
        ]
    }
}

/// What a task waits for, in few words.
enum WaitText {
    /// `queue get`, `task #12`.
    static func plain(_ wait: Wait) -> String? {
        guard let task = wait.task else { return wait.on }
        return wait.on.map { "\($0) \(task)" } ?? "\(task)"
    }

    /// With the awaited task's name where it is known.
    static func named(_ task: TaskRecord, in picture: Picture) -> String {
        guard let wait = task.wait else { return "" }
        let words = plain(wait) ?? wait.kind
        guard let name = wait.task.flatMap({ picture.tasks[$0]?.name }), !name.isEmpty else { return words }
        return "\(words) \(name)"
    }
}
