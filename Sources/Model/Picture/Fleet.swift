/// The pictures of an application's workers, and one over all of them, which follows from the same events.
///
/// Tasks and all else that has a number keep it, marked with their worker. Counts are sums, lag is the worst.
public struct Fleet: Sendable {
    /// A picture for each worker, by the pid under which this side knows it.
    public private(set) var workers: [Int: Picture] = [:]
    /// The picture over all.
    public private(set) var merged = Picture()
    /// Workers whose interpreters have run to their end.
    public private(set) var goodbyes: Set<Int> = []
    private let name: String
    private let application: Int
    /// What workers that are gone had counted: a sum must not fall.
    private var retired = Vitals(time: 0)
    private var lastEntry = 0
    private var lastEntries: [Int: Int] = [:]
    /// The last life of each worker, of those too that are gone.
    private var instances: [Int: String] = [:]

    /// Makes one without workers.
    ///
    /// - Parameters:
    ///   - application: the process that leads it.
    ///   - name: what people call it.
    public init(application: Int, name: String) {
        self.application = application
        self.name = name
    }

    /// Takes in what happened to a worker; one that is not known yet is new.
    public mutating func apply(_ event: Event, from worker: Int) {
        let event = event.of(worker: worker)
        switch event {
        case .snapshotBegan: forget(worker)
        case .log(let entries, let since, let time):
            merged.apply(.log(numbered(entries, of: worker), since: merged.log.since ?? since, time: time))
        case .tasksAdded, .tasksChanged, .tasksEnded, .groups, .groupsEnded, .slow, .requests, .requestsEnded,
            .resources, .resourcesGone, .resourceWaits:
            merged.apply(event)
        case .connected(let service):
            // Its log begins anew with another life of it.
            if workers[worker]?.service?.instance != service.instance { lastEntries[worker] = nil }
            greet(service)
        case .snapshotEnded, .loops, .noLoop, .shutdown, .vitals, .history, .silent, .answering, .goodbye,
            .disconnected:
            break
        }
        workers[worker, default: Picture()].apply(event)
        if case .connected(let service) = event { note(service, of: worker) }
        if event == .goodbye { goodbyes.insert(worker) }
        if case .shutdown = event {
            merged.shutdown = .merged(workers.compactMapValues(\.shutdown), isFleet: true)
        }
        if case .snapshotEnded = event { sumFirstLooks() }
        switch event {
        case .vitals where worker == pacemaker: sum()
        case .vitals, .tasksAdded, .tasksChanged, .tasksEnded: break
        case .history: mergeHistory()
        default: describe()
        }
    }

    /// One look at several workers, each whole; what they log is in the order in which it happened.
    public init(application: Int, name: String, looks: [(worker: Int, picture: Picture)]) {
        self.init(application: application, name: name)
        for look in looks.sorted(by: { $0.worker < $1.worker }) { add(look.picture, from: look.worker) }
        let entries = looks.flatMap { look in look.picture.log.entries.map { (look.worker, $0) } }
        let since = looks.compactMap(\.picture.log.since).min()
        for (worker, entry) in entries.sorted(by: { $0.1.time < $1.1.time }) {
            apply(.log([entry], since: since, time: entry.time), from: worker)
        }
    }

    /// Takes in one look at a worker, whole but for its log.
    public mutating func add(_ picture: Picture, from worker: Int) {
        let now = picture.now
        if let service = picture.service { apply(.connected(service), from: worker) }
        apply(.snapshotBegan(tasks: picture.tasks.count, time: now), from: worker)
        apply(.loops(picture.loops, time: now), from: worker)
        apply(.groups(Array(picture.groups.values), time: now), from: worker)
        apply(.tasksAdded(Array(picture.tasks.values), time: now), from: worker)
        apply(.resources(Array(picture.resources.values), time: now), from: worker)
        let waits = picture.resourceWaits.map { ResourceWaitChange(task: $0.key, wait: $0.value) }
        apply(.resourceWaits(waits, time: now), from: worker)
        apply(.requests(Array(picture.requests.values), time: now), from: worker)
        apply(.slow(picture.slow, time: now), from: worker)
        apply(.snapshotEnded(time: now, isComplete: picture.isComplete, dropped: picture.dropped), from: worker)
        if let vitals = picture.vitals { apply(.vitals(vitals), from: worker) }
        sum()
    }

    /// A worker is gone for good.
    public mutating func remove(_ worker: Int) {
        guard let picture = workers.removeValue(forKey: worker) else { return }
        forget(worker)
        lastEntries[worker] = nil
        if let vitals = picture.vitals { retired.count(vitals) }
        sumFirstLooks()
        describe()
    }

    /// True where they are not the workers of one application, but services that were named one by one.
    public var isOfServices: Bool {
        application == 0 || Set(workers.values.compactMap { $0.service?.name }).count > 1
    }

    /// What tells each from the others: its pid; its name where no other has it.
    private var labels: [Int: String] {
        let names = workers.mapValues { $0.service?.name ?? "" }
        guard Set(names.values).subtracting([""]).count > 1 else {
            return Dictionary(uniqueKeysWithValues: names.map { ($0.key, "\($0.key)") })
        }
        return Dictionary(
            uniqueKeysWithValues: names.map { worker, name in
                let isUnique = !name.isEmpty && names.values.count { $0 == name } == 1
                return (worker, isUnique ? name : name.isEmpty ? "\(worker)" : "\(name) \(worker)")
            })
    }

    /// The one whose vital signs set the pace of the sums.
    private var pacemaker: Int? { workers.filter { $0.value.connection == .live }.keys.min() }

    /// The picture of everything bears the first worker's facts and the application's name.
    private mutating func greet(_ service: Service) {
        guard merged.service == nil else { return }
        var service = service
        service.instance = "application \(application)"
        service.pid = application
        service.name = name
        merged.apply(.connected(service))
    }

    /// Where another process has a worker's number its tasks have the same numbers, and are others: all pictures are of another
    /// generation then.
    private mutating func note(_ service: Service, of worker: Int) {
        let before = instances.updateValue(service.instance, forKey: worker)
        if let before, before != service.instance { merged.generation += 1 }
        for worker in workers.keys { workers[worker]?.generation = merged.generation }
    }

    private mutating func forget(_ worker: Int) {
        merged.tasks = merged.tasks.filter { $0.key.worker != worker }
        merged.groups = merged.groups.filter { $0.key.worker != worker }
        merged.resourceWaits = merged.resourceWaits.filter { $0.key.worker != worker }
        merged.resources = merged.resources.filter { WorkerNumber.worker(of: $0.key) != worker }
        merged.requests = merged.requests.filter { WorkerNumber.worker(of: $0.key) != worker }
        merged.revision += 1
    }

    /// What follows from the state of all workers.
    private mutating func describe() {
        let pictures = workers.sorted { $0.key < $1.key }.map(\.value)
        merged.workers = labels
        merged.loops = pictures.flatMap(\.loops)
        let absences = pictures.map(\.loopAbsence)
        merged.loopAbsence = [.starting, .unknown, .trio].first { absences.contains($0) } ?? .none
        merged.isComplete = pictures.allSatisfy(\.isComplete)
        merged.dropped = pictures.reduce(0) { $0 + $1.dropped }
        merged.now = pictures.map(\.now).max().map { max($0, merged.now) } ?? merged.now
        merged.revision += 1
        // One that answers is enough; of what keeps all from it, the first one's is told.
        let states = pictures.map(\.connection)
        merged.connection =
            states.contains(.live)
            ? .live : states.first ?? .lost(reason: absence)
    }

    private var absence: String {
        let whom = application > 0 ? "no worker of \(name)" : "none of \(name)"
        return "\(whom) is there; looptop waits for one"
    }

    private mutating func sum() {
        let known = workers.values.filter { $0.connection == .live }.compactMap(\.vitals)
        guard var total = known.max(by: { $0.time < $1.time }) else { return }
        let time = total.time
        total = known.filter { $0.time > time - 5 }.reduce(Vitals(time: time)) { $0.adding($1) }
        merged.apply(.vitals(total.adding(retired)))
    }

    private mutating func sumFirstLooks() {
        merged.firstLook = PlaceCounts.sum(workers.values.compactMap(\.firstLook))
    }

    private mutating func mergeHistory() {
        var seconds: [Double: HistorySample] = [:]
        for sample in workers.values.flatMap(\.history) {
            let second = sample.time.rounded(.down)
            seconds[second] = seconds[second]?.adding(sample) ?? sample
        }
        merged.apply(.history(seconds.values.sorted { $0.time < $1.time }))
    }

    /// The agents number what happened each for itself: a gap stays a gap, and what is told again is left out.
    private mutating func numbered(_ entries: [LogEntry], of worker: Int) -> [LogEntry] {
        entries.compactMap { entry in
            let last = lastEntries[worker] ?? entry.id - 1
            guard entry.id > last else { return nil }
            lastEntries[worker] = entry.id
            lastEntry += entry.id - last
            var entry = entry
            entry.id = lastEntry
            return entry
        }
    }
}
