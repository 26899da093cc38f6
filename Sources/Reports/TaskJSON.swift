import JSON
import Model

/// The names that documents use, the same in all of them. What is unknown is `null`.
enum TaskJSON {
    /// Begins every document.
    static func service(_ service: Service?) -> JSONValue {
        guard let service else { return .null }
        return .object(
            [
                ("pid", .int(service.pid)), ("name", .string(service.name)), ("instance", .string(service.instance)),
                ("python", .string(service.python)), ("implementation", .string(service.implementation)),
                ("server", JSONValue(service.server)), ("directory", JSONValue(service.directory)),
                ("started", JSONValue(service.started)), ("agent", .string(service.agent)),
                ("late", .bool(service.isLate)),
            ] + (service.outside.map { [("outside", outside($0))] } ?? []))
    }

    /// The mark of a document that no agent has told.
    private static func outside(_ mark: OutsideMark) -> JSONValue {
        [
            "changing": .int(mark.changing), "unreadable": .int(mark.unreadable), "core": .bool(mark.isCore),
            "gil_holder": JSONValue(mark.gilHolder),
        ]
    }

    /// A document: whose it is, what it tells, and whether that is all.
    static func document(_ picture: Picture, _ fields: [(String, JSONValue)]) -> JSONValue {
        .object(
            [("service", service(picture.service))] + fields
                + [("complete", .bool(picture.isComplete)), ("dropped", .int(picture.dropped))])
    }

    /// What all documents tell of a task.
    static func fields(of task: TaskRecord, in picture: Picture) -> [(String, JSONValue)] {
        [
            ("id", .int(task.id.rawValue)), ("name", .string(task.name)), ("named", .bool(task.isNamed)),
            ("coroutine", .string(task.coroutine)),
            ("state", .string(task.state.rawValue)), ("parent", JSONValue(task.parent?.rawValue)),
            ("created", JSONValue(task.created)), ("created_at", location(task.createdAt)),
            ("worker", JSONValue(task.id.worker > 0 ? task.id.worker : picture.service?.pid)),
            ("location", location(task.location)),
            ("wait", wait(task, in: picture)),
            ("group", JSONValue(task.group?.rawValue)), ("made_by", JSONValue(task.madeBy?.rawValue)),
            ("steps", JSONValue(task.effort?.steps)), ("busy", JSONValue(task.effort?.busy.map(Self.rounded))),
            ("approx", task.effort.map { .bool($0.isSampled) } ?? .null),
        ]
    }

    /// The process of a thing with such a number.
    static func worker(of number: Int, in picture: Picture) -> JSONValue {
        let worker = WorkerNumber.worker(of: number)
        return JSONValue(worker > 0 ? worker : picture.service?.pid)
    }

    static func location(_ location: CodeLocation?) -> JSONValue {
        guard let location else { return .null }
        return .object(fields(of: location))
    }

    private static func fields(of location: CodeLocation) -> [(String, JSONValue)] {
        [
            ("file", .string(location.file)), ("line", location.line > 0 ? .int(location.line) : .null),
            ("function", .string(location.function)),
        ]
    }

    /// Frames, outermost first.
    static func stack(_ frames: [StackFrame]) -> JSONValue {
        .array(
            frames.map { frame in
                .object(
                    fields(of: frame.location) + [
                        ("user", .bool(frame.location.isUserCode)), ("source", JSONValue(frame.source)),
                        ("context", .array(frame.context.map { [.int($0.number), .string($0.text)] })),
                    ])
            })
    }

    /// A group of tasks.
    static func fields(of group: AwaitGroup) -> [(String, JSONValue)] {
        [
            ("group", .int(group.id.rawValue)), ("kind", .string(group.kind)), ("name", JSONValue(group.name)),
            ("owner", JSONValue(group.owner?.rawValue)), ("location", location(group.location)),
            ("total", JSONValue(group.total)), ("done", JSONValue(group.done)), ("failed", JSONValue(group.failed)),
            ("return_exceptions", group.returnsExceptions.map { .bool($0) } ?? .null),
        ]
    }

    static func wait(_ task: TaskRecord, in picture: Picture) -> JSONValue {
        guard let wait = task.wait else { return .null }
        return [
            "kind": .string(wait.kind), "on": JSONValue(on(wait)),
            "words": .string(WaitDescription(of: task, in: picture).text),
            "seconds": .double(rounded(task.waitSeconds(at: picture.now) ?? 0)),
            "since": wait.isExact ? "exact" : "at_least",
            "resource": JSONValue(picture.resourceWaits[task.id].map { WorkerNumber.number(of: $0.resource) }),
            "task": JSONValue(wait.task?.rawValue), "peer": JSONValue(wait.peer),
            "group": JSONValue(task.onGroup?.rawValue),
        ]
    }

    /// The agent's own words, with the number of the task: `queue get`, `#12`.
    private static func on(_ wait: Wait) -> String? {
        guard let task = wait.task else { return wait.on }
        return wait.on.map { "\($0) \(task)" } ?? "\(task)"
    }

    /// Milliseconds are more than anybody can measure here; steps are shorter: microseconds.
    static func rounded(_ seconds: Double) -> Double {
        (seconds * 1_000_000).rounded() / 1_000_000
    }
}
