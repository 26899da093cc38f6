import Wire

/// What a service tells about itself in `PID.json`, beside its socket.
struct Registration: Hashable {
    var pid: Int
    var startTicks: UInt64?
    var instance: String?
    var name: String?
    var socket: String?
    var python: String?
    var application: Application?
    /// False while no loop has run in it.
    var loop: Bool?

    /// The process that leads the application.
    struct Application: Hashable {
        var pid: Int
        var startTicks: UInt64?
    }

    /// Reads a file; nil where it is missing or not one of ours.
    init?(path: String) {
        guard let bytes = FileFacts.contents(of: path, limit: 1 << 16),
            let registration = try? Registration(JSONObject(reading: bytes))
        else { return nil }
        self = registration
    }

    /// Reads what the file says, wherever it was read.
    init(_ json: JSONObject) throws(WireError) {
        (pid, startTicks) = try Self.process(json)
        instance = try json.string("instance")
        name = try json.string("name")
        socket = try json.string("socket")
        python = try json.string("python")
        application = try json.object("application").map { json throws(WireError) in
            let (pid, startTicks) = try Self.process(json)
            return Application(pid: pid, startTicks: startTicks)
        }
        loop = try json.bool("loop")
    }

    private static func process(_ json: JSONObject) throws(WireError) -> (pid: Int, startTicks: UInt64?) {
        guard let pid = try json.int("pid") else { throw .missing(field: "pid") }
        return (pid, try json.int("start_ticks").map { UInt64(clamping: $0) })
    }

    /// Whether the process that wrote it still lives, as far as our own `/proc` can tell.
    var isAlive: Bool {
        guard let facts = ProcessFacts(pid: pid), facts.state != "Z" else { return false }
        return startTicks.map { $0 == facts.startTicks } ?? true
    }

    /// The process that wrote it and the one that leads it, as we number them; nil where that process is not seen from here. What
    /// the file itself says may be of another pid namespace, or of a process whose number another one has by now.
    ///
    /// - Parameter pid: whose socket it is, as the kernel says; nil where it does not.
    func numbers(of pid: Int?) -> (pid: Int, application: Int?)? {
        let number = pid ?? self.pid
        guard let facts = ProcessFacts(pid: number) else { return nil }
        // Without a word of either nobody can tell.
        guard startTicks.map({ $0 == facts.startTicks }) ?? (pid != nil) else { return nil }
        guard let application else { return (number, nil) }
        if number == self.pid { return (number, application.pid) }
        if application.pid == self.pid { return (number, number) }
        return (number, ancestor(of: facts, startedAt: application.startTicks) ?? number)
    }

    private func ancestor(of process: ProcessFacts, startedAt ticks: UInt64?) -> Int? {
        var facts = process
        while let parent = ProcessFacts(pid: facts.parent) {
            if parent.startTicks == ticks { return parent.pid }
            facts = parent
        }
        return nil
    }
}
