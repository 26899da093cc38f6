/// The live picture of one service: a reducer over `Event`s without I/O and without a clock but the service's.
///
/// One owner applies events in place. A copy is a frozen picture: the large parts are copy-on-write.
public struct Picture: Sendable {
    /// Whether what is shown is true now.
    public enum Connection: Hashable, Sendable {
        /// No answer yet.
        case connecting
        /// A snapshot is on its way.
        case loading
        /// The picture follows the service.
        case live
        /// The process lives and its agent does not answer; the reason is a sentence.
        case silent(reason: String)
        /// The last picture stays; the reason is a sentence.
        case lost(reason: String)
    }

    /// Whether what is shown is true now.
    public internal(set) var connection: Connection = .connecting
    private var beforeSilence: Connection?
    /// False until a snapshot has come as a whole, and where the agent could not see everything.
    public internal(set) var isComplete = false
    /// Messages that the agent had to drop for us so far.
    public internal(set) var dropped = 0
    /// Whose picture it is.
    public internal(set) var service: Service?
    /// What the workers are called that it is over, by their number; empty for one service.
    public internal(set) var workers: [Int: String] = [:]
    /// The loops of the service.
    public internal(set) var loops: [Loop] = []
    /// What is known where there is none.
    public internal(set) var loopAbsence = LoopAbsence.unheard
    /// The same; nil where a loop is seen, or a task.
    public var absence: LoopAbsence? { loops.isEmpty && tasks.isEmpty ? loopAbsence : nil }
    /// Live tasks.
    public internal(set) var tasks: [TaskID: TaskRecord] = [:]
    /// Tasks that ended lately, oldest first, at most `endedLimit`.
    public internal(set) var ended: [TaskRecord] = []
    /// Groups of tasks that somebody awaits now.
    public internal(set) var groups: [GroupID: AwaitGroup] = [:]
    /// Slow callbacks by culprit.
    public internal(set) var slow = SlowReport()
    /// What happened.
    public internal(set) var log = EventLog()
    /// Requests in flight.
    public internal(set) var requests: [Int: RequestRecord] = [:]
    /// Requests that ended lately, oldest first, at most `endedLimit`.
    public internal(set) var endedRequests: [RequestRecord] = []
    /// Queues, locks, pools and their like.
    public internal(set) var resources: [Int: Resource] = [:]
    /// Which of them each waiting task waits for.
    public internal(set) var resourceWaits: [TaskID: ResourceWait] = [:]
    /// Who was seen to take from each queue.
    var takers = Takers()
    /// How many tasks stood where at the first look; nil before it.
    public internal(set) var firstLook: PlaceCounts?
    /// How long waits use to take.
    public internal(set) var waitTimes = WaitTimes()
    /// The shutdown that goes on, or the last that was told of it.
    public internal(set) var shutdown: ShutdownStatus?
    /// True once the service's interpreter has run to its end.
    public private(set) var saidGoodbye = false
    /// The newest vital signs.
    public internal(set) var vitals: Vitals?
    /// Seconds of the past, oldest first, at most `historyLimit`.
    public var history: [HistorySample] { past.samples }
    var past = History(limit: Picture.historyLimit)
    /// The service's clock at the newest event, Unix seconds.
    public internal(set) var now: Double = 0
    /// How many instances have been seen under this connection, 1 for the first.
    public internal(set) var generation = 0
    /// Rises with every change but those of vital signs and history: what is drawn from tasks is as it was while this is.
    public internal(set) var revision = 0

    /// How many ended tasks are kept.
    public static let endedLimit = 1000
    /// How many seconds of history are kept.
    public static let historyLimit = 900

    /// Makes an empty picture.
    public init() {}

    /// Takes in what happened.
    public mutating func apply(_ event: Event) {
        switch event {
        case .vitals, .history: break
        default: revision += 1
        }
        switch event {
        case .connected(let service): connect(to: service)
        case .snapshotBegan(_, let time):
            advance(to: time)
            tasks.removeAll(keepingCapacity: true)
            groups.removeAll(keepingCapacity: true)
            requests.removeAll(keepingCapacity: true)
            resources.removeAll(keepingCapacity: true)
            resourceWaits.removeAll(keepingCapacity: true)
            loops = []
            connection = .loading
            isComplete = false
        case .snapshotEnded(let time, let isComplete, let dropped):
            advance(to: time)
            waitTimes.begin(at: time)
            if firstLook == nil { firstLook = PlaceCounts(of: tasks.values, at: time) }
            connection = .live
            self.isComplete = isComplete
            self.dropped = dropped
        case .loops(let loops, let time):
            advance(to: time)
            self.loops = loops
        case .noLoop(let absence): loopAbsence = absence ?? .none
        case .tasksAdded(let added, let time):
            advance(to: time)
            for task in added { tasks[task.id] = task }
        case .tasksChanged(let changes, let time):
            advance(to: time)
            for change in changes { apply(change) }
        case .tasksEnded(let ends, let time):
            advance(to: time)
            for end in ends { apply(end) }
            if ended.count > Self.endedLimit * 2 { ended.removeFirst(ended.count - Self.endedLimit) }
        case .groups(let changed, let time):
            advance(to: time)
            for group in changed { groups[group.id] = group }
        case .groupsEnded(let ids, let time):
            advance(to: time)
            for id in ids { groups[id] = nil }
        case .slow(let newer, let time):
            advance(to: time)
            slow.merge(newer)
            // The account of a block that is over is the better one, and the only one of a short block.
            for block in newer.culprits.flatMap(\.latest) {
                past.note(from: block.time, to: block.time + block.seconds)
            }
        case .log(let entries, let since, let time):
            advance(to: time)
            log.append(entries, since: since)
        case .requests(let begun, let time):
            advance(to: time)
            for request in begun { requests[request.id] = request }
        case .requestsEnded(let ends, let time):
            advance(to: time)
            for end in ends { apply(end) }
            if endedRequests.count > Self.endedLimit * 2 {
                endedRequests.removeFirst(endedRequests.count - Self.endedLimit)
            }
        case .resources(let changed, let time):
            advance(to: time)
            for resource in changed { apply(resource) }
        case .resourcesGone(let ids, let time):
            advance(to: time)
            for id in ids {
                resources[id] = nil
                waitTimes.forget(resource: id)
                takers.forget(resource: id)
            }
        case .resourceWaits(let changes, let time):
            advance(to: time)
            for change in changes {
                if let left = resourceWaits[change.task], left != change.wait { waitTimes.left(left, time: now) }
                resourceWaits[change.task] = change.wait
                if let wait = change.wait { takers.note(change.task, wait) }
            }
        case .shutdown(let status, let time):
            advance(to: time)
            shutdown = status
        case .vitals(let vitals): apply(vitals)
        case .history(let samples): past.replace(with: samples)
        case .silent(let silence):
            if beforeSilence == nil { beforeSilence = connection }
            connection = .silent(reason: silence.sentence)
        case .answering:
            if let before = beforeSilence, case .silent = connection { connection = before }
            beforeSilence = nil
        case .goodbye: saidGoodbye = true
        case .disconnected(let reason): connection = .lost(reason: reason)
        }
    }

    private mutating func connect(to service: Service) {
        if self.service?.instance != service.instance {
            let (generation, revision) = (generation + 1, revision)
            self = Picture()
            self.generation = generation
            self.revision = revision
        }
        self.service = service
        saidGoodbye = false
        beforeSilence = nil
        connection = .loading
    }

    private mutating func advance(to time: Double) {
        now = max(now, time)
    }

    private mutating func apply(_ new: Vitals) {
        advance(to: new.time)
        if let old = vitals, new.time.rounded(.down) > old.time.rounded(.down) { rememberUses() }
        vitals = new
        dropped = max(dropped, new.dropped)
        past.take(new)
    }

    private mutating func apply(_ change: TaskChange) {
        guard var task = tasks[change.id] else { return }
        if let name = change.name {
            task.name = name
        }
        task.state = change.state
        // More may become known of a wait that goes on: who is at the other end.
        if task.wait?.since != change.wait?.since { waitTimes.ended(task.wait, at: task.location, time: now) }
        task.location = change.location
        task.wait = change.wait
        task.onGroup = change.onGroup
        task.group = change.group
        task.madeBy = change.madeBy ?? task.madeBy
        task.effort = change.effort ?? task.effort
        tasks[change.id] = task
    }

    /// One more second of each resource's past.
    private mutating func rememberUses() {
        for id in resources.keys { resources[id]?.rememberUse() }
    }

    /// The past stays where it is not told anew.
    private mutating func apply(_ resource: Resource) {
        var resource = resource
        if resource.uses.isEmpty, let known = resources[resource.id] { resource.uses = known.uses }
        resources[resource.id] = resource
    }

    private mutating func apply(_ end: RequestEnd) {
        guard var request = requests.removeValue(forKey: end.id) else { return }
        request.ended = end.ended
        request.status = end.status
        endedRequests.append(request)
    }

    private mutating func apply(_ end: TaskEnd) {
        takers.forget(task: end.id)
        guard var task = tasks.removeValue(forKey: end.id) else { return }
        waitTimes.ended(task.wait, at: task.location, time: end.ended)
        if let left = resourceWaits.removeValue(forKey: end.id) { waitTimes.left(left, time: now) }
        task.state = end.outcome ?? .done
        task.isOutcomeKnown = end.outcome != nil
        task.ended = end.ended
        task.error = end.error
        task.location = end.failedAt ?? task.location
        task.wait = nil
        ended.append(task)
    }
}
