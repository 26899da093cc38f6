/// What counts as stuck.
public struct StuckSettings: Hashable, Sendable {
    /// Seconds that a wait has to last at least.
    public var threshold: Double
    /// How many times longer than what is usual at its line, where only that tells.
    public var factor: Double
    /// Waits that must have ended at a line before it is known what is usual there.
    public var enough: Int
    /// Places where tasks wait long by intent, as `mark(of:)` writes them.
    public var marks: Set<String>

    /// Makes settings.
    public init(threshold: Double = 10, factor: Double = 20, enough: Int = 20, marks: Set<String> = []) {
        self.threshold = threshold
        self.factor = factor
        self.enough = enough
        self.marks = marks
    }

    /// How a place is written among the marks: the end of its path and its function, since lines move with every edit.
    public static func mark(of location: CodeLocation) -> String {
        location.file.split(separator: "/").suffix(2).joined(separator: "/") + ":" + location.function
    }

    func isMarked(_ location: CodeLocation?) -> Bool {
        guard !marks.isEmpty, let location else { return false }
        return Self.marks(of: location, among: marks) != []
    }

    /// Those of some marks that mean a place: any end of its path, and its function with or without its class.
    public static func marks(of location: CodeLocation, among marks: Set<String>) -> Set<String> {
        guard !marks.isEmpty else { return [] }
        var found: Set<String> = []
        let function = location.function
        let plain = function.split(separator: ".").last.map(String.init) ?? function
        var path = ""
        for part in location.file.split(separator: "/").reversed() {
            path = path.isEmpty ? String(part) : "\(part)/\(path)"
            for mark in ["\(path):\(function)", "\(path):\(plain)"] where marks.contains(mark) { found.insert(mark) }
        }
        for mark in ["\(location.file):\(function)", "\(location.file):\(plain)"] where marks.contains(mark) {
            found.insert(mark)
        }
        return found
    }
}

/// A task that does not go on although it should.
public struct StuckTask: Hashable, Sendable, Identifiable {
    /// The task.
    public var id: TaskID
    /// How long it has waited, seconds; after a late attach at least so long.
    public var seconds: Double
    /// Why that is too long.
    public var reason: Reason

    /// Why a wait is too long.
    public enum Reason: Hashable, Sendable {
        /// It waits in a circle, or for a task that does.
        case deadlock
        /// Those who have the resource have not given it back for so many seconds, and nobody in its line got on.
        case held(ResourceWait, seconds: Double)
        /// What it waits for will not come back: the tasks that took it have ended.
        case leaked(ResourceWait)
        /// The queue is full, and nobody takes from it.
        case full(ResourceWait)
        /// A process that waits for somebody to read its output: the words say which.
        case unread(String)
        /// Of so many waits at this line, nearly all were below this many seconds.
        case unusual(waits: Int, bound: Double)
    }
}

/// Which tasks are stuck.
public enum StuckVerdict {
    /// The tasks that do not go on although they should, the longest wait first: all that wait in a circle or behind one,
    /// and of the others not those that only wait for one of these.
    public static func stuck(in picture: Picture, graph: WaitGraph, settings: StuckSettings) -> [StuckTask] {
        var found: [StuckTask] = []
        let doomed = graph.reach(from: graph.deadlocks.flatMap(\.id)).intersection(graph.doomed)
        for (id, task) in picture.tasks {
            guard let wait = task.wait else { continue }
            let seconds = picture.now - wait.since
            if doomed.contains(id) {
                // Nothing will wake it, whatever is usual at its line.
                found.append(StuckTask(id: id, seconds: seconds, reason: .deadlock))
            } else if seconds >= settings.threshold, !settings.isMarked(task.location),
                let reason = Judgement(picture: picture, settings: settings).reason(of: task, wait, seconds: seconds)
            {
                found.append(StuckTask(id: id, seconds: seconds, reason: reason))
            }
        }
        let ids = Set(found.map(\.id))
        found.removeAll { isBehind($0, others: ids, in: picture) }
        return found.sorted { ($0.seconds, $1.id.order) > ($1.seconds, $0.id.order) }
    }
}

extension StuckVerdict {
    /// True of a task that only waits for others that are stuck themselves.
    private static func isBehind(_ stuck: StuckTask, others: Set<TaskID>, in picture: Picture) -> Bool {
        guard case .held(let wait, _) = stuck.reason, let resource = picture.resources[wait.resource] else {
            return false
        }
        return resource.holders.allSatisfy { others.contains($0.task) }
    }
}

/// The rules.
private struct Judgement {
    let picture: Picture
    let settings: StuckSettings

    /// Seconds that a line of waiters has to be watched before it counts as standing still.
    private static let watched = 1.5

    func reason(of task: TaskRecord, _ wait: Wait, seconds: Double) -> StuckTask.Reason? {
        if let waits = picture.resourceWaits[task.id], let resource = picture.resources[waits.resource] {
            if waits.role == "acquire", resource.kind.canBeHeld { return reason(of: resource, waits) }
            if waits.role == "put", resource.kind == .queue {
                return stands(waits) && isFull(resource) ? .full(waits) : unusual(task, wait, seconds: seconds)
            }
        }
        switch wait.kind {
        case "pipe": return .unread(wait.peer ?? "a process")
        case "executor": return unusual(task, wait, seconds: seconds)
        case "event", "condition", "future": return isHandler(task) ? nil : unusual(task, wait, seconds: seconds)
        case "socket": return isServing(task) ? nil : unusual(task, wait, seconds: seconds)
        default: return nil
        }
    }

    /// Of a lock, a semaphore, a pool: whoever has it keeps it.
    private func reason(of resource: Resource, _ wait: ResourceWait) -> StuckTask.Reason? {
        guard stands(wait) else { return nil }
        let holders = resource.holders
        if holders.isEmpty {
            let leaks = resource.leaked?.count ?? 0
            return leaks > 0 && leaks >= resource.inUse ?? 0 ? .leaked(wait) : nil
        }
        guard holders.count == resource.held, let newest = holders.map(\.since).max() else { return nil }
        let seconds = picture.now - newest
        guard seconds >= settings.threshold, !holders.contains(where: isMarked) else { return nil }
        return .held(wait, seconds: seconds)
    }

    private func isMarked(_ holder: Resource.Holder) -> Bool {
        settings.isMarked(holder.location) || settings.isMarked(picture.tasks[holder.task]?.location)
    }

    /// True where nobody has left the line for as long as it is watched, or as long as matters.
    private func stands(_ wait: ResourceWait) -> Bool {
        guard let since = picture.waitTimes.since, picture.now - since >= Self.watched else { return false }
        guard let moved = picture.waitTimes.moved(wait) else { return true }
        return picture.now - moved >= settings.threshold
    }

    private func isFull(_ resource: Resource) -> Bool {
        guard let limit = resource.limit, let depth = resource.depth else { return false }
        return limit > 0 && depth >= limit
    }

    /// True of the task of a connection that came from outside: it waits for its client, as long as that pleases.
    private func isServing(_ task: TaskRecord) -> Bool {
        task.location?.isUserCode != true || task.createdAt?.isUserCode != true || task.parent == nil
    }

    /// True of a task that a library made, for a client as a rule: behind a future there may be that client, as behind
    /// the next message of a websocket, and one client's silence says nothing of another's.
    private func isHandler(_ task: TaskRecord) -> Bool { task.createdAt?.isUserCode == false }

    /// Far longer than nearly all waits that ended at the same line.
    private func unusual(_ task: TaskRecord, _ wait: Wait, seconds: Double) -> StuckTask.Reason? {
        guard task.location?.isUserCode == true, task.parent != nil || task.created == nil else { return nil }
        let place = TaskPlace(location: task.location, kind: wait.kind)
        guard let past = picture.waitTimes.past(at: place), past.total >= settings.enough,
            let bound = past.bound(of: 0.98), past.longest * 2 < seconds, bound * settings.factor < seconds
        else { return nil }
        return .unusual(waits: past.total, bound: bound)
    }
}
