import Model

/// The threads of a service without an event loop, asked for once a second.
struct ThreadsState: Sendable {
    private(set) var threads: [ServiceThread]?
    private var asked: Double?

    mutating func receive(_ threads: [ServiceThread]) {
        self.threads = threads
    }

    /// True, and remembered, where it is time to ask.
    mutating func shouldLoad(at now: Double) -> Bool {
        if let asked, now - asked < 1 { return false }
        asked = now
        return true
    }
}

/// The task in full that is looked at: asked for when it is selected, and once a second while it stays so.
struct DetailState: Sendable {
    /// The last answer; nil where none came, or the task had ended.
    private(set) var detail: TaskDetail?
    private var asked: (id: TaskID, time: Double)?

    mutating func receive(_ detail: TaskDetail?, for id: TaskID) {
        guard id == asked?.id else { return }
        self.detail = detail ?? (self.detail?.id == id ? self.detail : nil)
    }

    /// The answer about this task.
    func detail(of id: TaskID) -> TaskDetail? { detail?.id == id ? detail : nil }

    /// True, and remembered, where it is time to ask.
    mutating func shouldLoad(_ id: TaskID, at now: Double) -> Bool {
        if let asked, asked.id == id, now - asked.time < 1 { return false }
        asked = (id, now)
        return true
    }
}
