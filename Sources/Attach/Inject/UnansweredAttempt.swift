import Model

/// An attempt that nobody answered in time, explained by what the process does.
struct UnansweredAttempt {
    let pid: Int
    let patience: Duration
    /// The process took the request up, and did not load the agent.
    let wasConsumed: Bool
    /// The process has begun to load the agent.
    let wasBegun: Bool
    /// `R`, `S`, `T`, ...; nil where the process is gone.
    let state: Character?
    /// What its main thread does.
    let wait: ThreadWait?

    /// What the process has open; nil where that cannot be seen.
    var files: OpenFiles?
    /// Where its running tasks are, read from outside; empty where none was seen.
    var places: [String] = []

    /// Looks at the process now.
    init(pid: Int, patience: Duration, wasConsumed: Bool, wasBegun: Bool) {
        self.init(
            pid: pid, patience: patience, wasConsumed: wasConsumed, wasBegun: wasBegun,
            state: ProcessFacts(pid: pid)?.state, wait: ThreadWait(pid: pid, thread: pid))
        files = OpenFiles(pid: pid)
        if let picture = try? OutsideLook.at(pid: pid).picture { places = Self.places(in: picture) }
    }

    /// `task session-2 runs, at client.py:17 in Client.write`, of each loop.
    static func places(in picture: Picture) -> [String] {
        picture.tasks.values.filter { $0.state == .running }.sorted { $0.id < $1.id }.compactMap { task in
            guard let place = task.location else { return nil }
            let file = place.file.split(separator: "/").last.map(String.init) ?? place.file
            return "task \(task.name) runs, at \(file):\(place.line) in \(place.function)"
        }
    }

    init(pid: Int, patience: Duration, wasConsumed: Bool, wasBegun: Bool, state: Character?, wait: ThreadWait?) {
        self.pid = pid
        self.patience = patience
        self.wasConsumed = wasConsumed
        self.wasBegun = wasBegun
        self.state = state
        self.wait = wait
    }

    /// What to tell people.
    var error: AttachError {
        let seconds = (wasBegun ? patience + Injector.loading : patience).components.seconds
        return .unreachable(
            "process \(pid) did not take the agent within \(seconds) s: \(reason)\(seen)\n"
                + "the request was taken back, and the service goes on as before; \(remedy)")
    }

    private var seen: String {
        places.isEmpty ? "" : "\nread from outside: " + places.joined(separator: "; ")
    }

    private var reason: String {
        if let files, files.isFull {
            return "it is at its limit of open files (\(files.count) of \(files.limit)), and can open nothing more, "
                + "the agent neither; nor can it accept anybody"
        }
        if state == "T" || state == "t" { return "it was stopped meanwhile" }
        if wasBegun { return "it began to load it, and had not finished by then" }
        if wasConsumed { return "the interpreter refused to run it (an audit hook of the service?)" }
        return switch wait {
        case .running?: "its main thread runs native code, and came to no place where Python can be entered"
        case .quiet(let call)?: "its main thread waits in \(call) and runs no Python"
        case .epoll?: "its main thread waits for events and runs no Python"
        case .lock?: "its main thread waits for a lock (of the service, or the interpreter's own, the GIL)"
        case .other(let number)?:
            "its main thread is in system call \(number), and whether Python can be entered from there is not known"
        case nil: "what its main thread does cannot be seen"
        }
    }

    private var remedy: String {
        if let files, files.isFull {
            return "raise the limit of the running process, then try again: "
                + "prlimit --pid \(pid) --nofile=\(files.limit * 2)"
        }
        if wasConsumed, !wasBegun { return "its standard error may tell more" }
        if wasBegun { return "try again once it has come back" }
        return switch wait {
        case .epoll?: "send it a request, then try again"
        default: "try again once it has come back, or look without an agent: looptop ps --outside \(pid)"
        }
    }
}
