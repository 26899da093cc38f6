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

/// Tasks in full: asked for when one is selected, and once a second while it stays so.
struct DetailState: Sendable {
    /// The last answers, of tasks that have ended too: what was last seen of them stays.
    private var details: [TaskID: TaskDetail] = [:]
    private var order: [TaskID] = []
    private var asked: (id: TaskID, time: Double)?

    /// So many are kept: those through which one can go back.
    static let limit = 50

    /// Takes an answer; nil where the service knows no such task any more.
    mutating func receive(_ detail: TaskDetail?, for id: TaskID) {
        guard let detail else { return }
        if details.updateValue(detail, forKey: id) == nil { order.append(id) }
        if order.count > Self.limit { details[order.removeFirst()] = nil }
    }

    /// The answer about this task.
    func detail(of id: TaskID) -> TaskDetail? { details[id] }

    /// True, and remembered, where it is time to ask.
    mutating func shouldLoad(_ id: TaskID, at now: Double) -> Bool {
        if let asked, asked.id == id, now - asked.time < 1 { return false }
        asked = (id, now)
        return true
    }
}
