/// What one task has done in the last minute, as far as somebody has watched it: spans of time, oldest first.
///
/// It is fed with the task as it stands in picture after picture. What lies between two of them is told by when a wait
/// began: another wait than before means that the task ran in between, however shortly.
public struct TaskTrace: Hashable, Sendable {
    /// A stretch of time in which a task did one thing.
    public struct Span: Hashable, Sendable {
        /// What it did.
        public var state: TaskState
        /// What it waited for, in few words; nil where it did not wait.
        public var on: String?
        /// From when to when, Unix seconds of the service's clock.
        public var start: Double
        /// See `start`.
        public var end: Double
    }

    /// Steps of the task that were seen at a moment, since the moment before.
    public struct Steps: Hashable, Sendable {
        /// Unix seconds.
        public var time: Double
        /// How many, 1 or more.
        public var count: Int
    }

    /// Whose trace it is; nil before the first look.
    public private(set) var task: TaskID?
    /// What it did, without gaps, the present at the end.
    public private(set) var spans: [Span] = []
    /// When it ran, oldest first: as often as the service counted, where it counts for this task; else as its waits tell.
    public private(set) var steps: [Steps] = []
    /// When it was looked at first, Unix seconds: what is earlier is told by its wait alone.
    public private(set) var begun: Double = 0

    private var last: TaskRecord?

    /// How many seconds are kept.
    public static let seconds = 60.0
    /// How many spans, and how many moments with steps, are kept at the most.
    public static let limit = 700

    /// Makes a trace of nothing.
    public init() {}

    /// Takes in how a task stands. Another task than before begins anew, and so does a clock that was set back.
    public mutating func look(at task: TaskRecord, in picture: Picture, now: Double) {
        let now = task.ended ?? now
        guard let last, last.id == task.id, let before = spans.last?.end, now >= before else {
            self = TaskTrace(of: task, in: picture, now: now)
            return
        }
        defer { self.last = task }
        // It went on somewhere between the two looks: where it waits again, when that began.
        let isOther = task.wait != last.wait || task.state != last.state
        let turn = isOther ? min(now, max(before, task.wait?.since ?? before)) : now
        spans[spans.count - 1].end = turn
        if isOther {
            note(task, in: picture, from: turn, to: now)
        } else if !task.state.isEnded {
            // What a resource is called may be told later than that it is waited for.
            spans[spans.count - 1].on = Self.words(task, in: picture)
        }
        let ran = Self.steps(from: last, to: task)
        if ran > 0 { steps.append(Steps(time: turn, count: ran)) }
        forget(before: now - Self.seconds)
    }

    private init(of task: TaskRecord, in picture: Picture, now: Double) {
        self.task = task.id
        last = task
        begun = now
        let start = max(task.wait?.since ?? now, now - Self.seconds)
        spans = [Span(state: task.state, on: Self.words(task, in: picture), start: min(now, start), end: now)]
    }

    private mutating func note(_ task: TaskRecord, in picture: Picture, from start: Double, to end: Double) {
        guard !task.state.isEnded else { return }
        let words = Self.words(task, in: picture)
        if let span = spans.last, span.state == task.state, span.on == words {
            spans[spans.count - 1].end = end
        } else {
            spans.append(Span(state: task.state, on: words, start: start, end: end))
        }
    }

    private static func steps(from old: TaskRecord, to new: TaskRecord) -> Int {
        if let before = old.effort, let now = new.effort, !before.isSampled, !now.isSampled, let first = before.steps,
            let last = now.steps
        {
            return max(0, last - first)
        }
        // A run that was seen has been counted; one that was not ends in another wait.
        if new.state == .running { return old.state == .running ? 0 : 1 }
        guard let wait = new.wait, old.state != .running else { return 0 }
        return wait.since != old.wait?.since ? 1 : 0
    }

    private mutating func forget(before start: Double) {
        spans.removeFirst(max(spans.firstIndex { $0.end > start } ?? 0, spans.count - Self.limit))
        steps.removeFirst(max(steps.firstIndex { $0.time > start } ?? steps.count, steps.count - Self.limit))
    }

    /// Without figures: they change while the task waits for the same thing.
    private static func words(_ task: TaskRecord, in picture: Picture) -> String? {
        guard task.wait != nil else { return nil }
        return WaitDescription(of: task, in: picture, hasFigures: false).text
    }
}
