/// What a task waits for, in words that are the same on every screen and in every command:
/// `pool Database.pool 8/8, 13 wait`, `#12 fetch`, `gather 140/200, 3 failed`, `timer`.
public struct WaitDescription: Hashable, Sendable {
    /// A piece of it.
    public struct Part: Hashable, Sendable {
        /// The words.
        public var text: String
        /// What they are.
        public var kind: Kind
    }

    /// What a piece is: screens show them differently.
    public enum Kind: Hashable, Sendable {
        case words
        /// What the code calls it.
        case name
        /// The number of a task.
        case task
        /// What matters less.
        case aside
        /// A figure that asks for attention.
        case alarm
    }

    /// In the order of reading; spaces are part of them.
    public private(set) var parts: [Part] = []

    /// The words alone.
    public var text: String { parts.map(\.text).joined() }

    private init() {}

    /// What a task waits for; empty where it does not wait.
    ///
    /// - Parameter hasFigures: whether how full a resource is, and how far a group has come, is told.
    public init(of task: TaskRecord, in picture: Picture, hasFigures: Bool = true) {
        self.init()
        guard let wait = task.wait else { return }
        if let (wait, resource) = picture.resourceWait(of: task) {
            self = WaitDescription(resource, role: wait.role)
            if hasFigures { addUse(of: resource) }
        } else if let id = wait.task {
            add("\(id)", .task)
            let record = picture.tasks[id] ?? picture.ended.last { $0.id == id }
            if let label = record?.label, !label.isEmpty { add(" \(label)") }
        } else if let group = task.onGroup.flatMap({ picture.groups[$0] }) {
            self = WaitDescription(group, hasFigures: hasFigures)
        } else if let peer = wait.peer {
            addPeer(peer, of: wait)
        } else if let on = wait.on {
            // The agent's own words, where nothing more is known.
            if !on.holds(wait.kind) { add("\(wait.kind) ", .aside) }
            add(on)
        } else {
            add(wait.kind, wait.kind == "unknown" ? .aside : .words)
        }
    }

    /// `queue Desk.jobs put`, `lock Cache.refresh`: what one does with a lock needs no word.
    public init(_ resource: Resource, role: String? = nil) {
        add("\(resource.kind.name) ")
        add(resource.name ?? resource.type, .name)
        if let role, !["acquire", "wait"].contains(role) { add(" \(role)") }
    }

    /// ` 20/20, 37 wait`; nothing where one has it and nobody else waits.
    public static func use(of resource: Resource) -> WaitDescription {
        var description = WaitDescription()
        description.addUse(of: resource)
        return description
    }

    /// `gather 140/200, 3 failed`, `TaskGroup 8/16 imports`: how many have ended, of how many. What is unknown is `?`.
    public init(_ group: AwaitGroup, hasFigures: Bool = true) {
        add(Self.kind(of: group))
        if hasFigures { addProgress(of: group, after: " ") }
        if let name = group.name { add(" \(name)", .aside) }
    }

    /// `140/200, 3 failed`.
    public static func progress(of group: AwaitGroup) -> WaitDescription {
        var description = WaitDescription()
        description.addProgress(of: group, after: "")
        return description
    }

    /// A group's kind as Python calls it.
    public static func kind(of group: AwaitGroup) -> String {
        switch group.kind {
        case "task_group": "TaskGroup"
        case "cancel_scope": "cancel scope"
        default: group.kind
        }
    }

    /// `socket read 10.0.0.7:5432`, `end of process 4121 (python -c …)`, `name look-up db`.
    private mutating func addPeer(_ peer: String, of wait: Wait) {
        switch wait.kind {
        case "process": add("end of ")
        case "pipe": break
        default:
            if wait.kind == "socket" { add("socket ", .aside) }
            if let on = wait.on { add(on + (peer.hasPrefix("process ") ? " of " : " ")) }
        }
        add(peer, .name)
    }

    private mutating func add(_ text: String, _ kind: Kind = .words) {
        parts.append(Part(text: text, kind: kind))
    }

    private mutating func addUse(of resource: Resource) {
        if let limit = resource.limit, limit > 1, let use = resource.use {
            add(" \(use)/\(limit)", use >= limit ? .alarm : .words)
        } else if resource.limit == nil, resource.kind == .queue, let depth = resource.depth, depth > 0 {
            add(" " + DigitGroups.text(depth))
        }
        if resource.waiting > 1 { add(", \(DigitGroups.text(resource.waiting)) wait", .aside) }
    }

    private mutating func addProgress(of group: AwaitGroup, after space: String) {
        guard group.total != nil || group.done != nil else { return }
        let words: (Int?) -> String = { $0.map(DigitGroups.text) ?? "?" }
        add("\(space)\(words(group.done))/\(words(group.total))")
        guard let failed = group.failed, failed > 0 else { return }
        add(", ", .aside)
        add("\(DigitGroups.text(failed)) failed", .alarm)
    }
}

/// Numbers as people read them.
public enum DigitGroups {
    /// `1,204`.
    public static func text(_ number: Int) -> String {
        let digits = String(number.magnitude)
        var result = ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index) % 3 == 0 { result.append(",") }
            result.append(digit)
        }
        return number < 0 ? "-" + result : result
    }
}
