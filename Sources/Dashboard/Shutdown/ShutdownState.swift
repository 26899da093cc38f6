import Model

/// What the shutdown screen remembers: what an end would mean, and once it has begun how it goes.
struct ShutdownState: Sendable {
    /// An order that was given from here.
    struct Given: Hashable, Sendable {
        var title: String
        /// The service's clock.
        var time: Double
    }

    /// How the process ended.
    struct End: Hashable, Sendable {
        /// `ended with exit status 0`; nil where that cannot be known.
        var text: String?
        /// The service's clock.
        var time: Double
    }

    private(set) var plan: ShutdownPlan?
    private(set) var problem: String?
    private(set) var status: ShutdownStatus?
    /// The orders that were given from here, the first first.
    private(set) var orders: [Given] = []
    private(set) var end: End?
    /// What became of the last act: a sentence.
    var message: (text: String, isProblem: Bool)?
    var dialog: ActDialog?
    private(set) var selection = ListSelection<TaskID>()
    /// The first line of the plan that is shown, as far as its length allows.
    private(set) var planTop = 0
    private var asked: Double?

    /// What happened: what the agent told, and orders of which it had no time to tell.
    var notes: [ShutdownNote] {
        let told = status?.happened ?? []
        let untold = orders.filter { order in !told.contains { $0.time > order.time - 1 } }
        return told + untold.map { ShutdownNote(time: $0.time, text: "\($0.title), from here") }
    }

    /// Seconds between two looks at what an end would mean.
    private static let interval = 2.0

    /// True once an end has begun, by whomever.
    var hasBegun: Bool { !orders.isEmpty || status != nil }

    /// When it began, the service's clock.
    var begun: Double? { status?.begun ?? orders.first?.time }

    /// The task that acts on one task are about.
    var selected: LeavingTask? { status?.tasks.first { $0.id == selection.id } }

    mutating func refresh(from picture: Picture) {
        if let new = picture.shutdown {
            status = new
            selection.settle(in: new.tasks.map(\.id))
        }
    }

    /// Another life of the service: what was seen of the last one stays until that ends too.
    mutating func forget() {
        plan = nil
        asked = nil
        dialog = nil
    }

    /// The answer to `Effect.loadShutdownPlan`.
    mutating func receive(_ plan: ShutdownPlan?, problem: String?) {
        self.plan = plan ?? self.plan
        self.problem = problem
    }

    mutating func gave(_ title: String, at time: Double) {
        orders.append(Given(title: title, time: time))
        end = nil
        message = nil
    }

    mutating func ended(_ text: String?, at time: Double) {
        guard end == nil, hasBegun else { return }
        end = End(text: text, time: time)
    }

    /// Before anything is done the plan is what moves, by so many lines at most.
    mutating func scrollPlan(_ action: Action, page: Int, overflow: Int) {
        planTop = Scrolling.moved(min(planTop, overflow), by: action, page: page, count: overflow + 1)
    }

    mutating func act(_ action: Action, page: Int) {
        selection.move(action, in: status?.tasks.map(\.id) ?? [], page: page)
    }

    /// True, and remembered, where it is time to ask what an end would mean.
    mutating func shouldLoad(at now: Double) -> Bool {
        if let asked, now - asked < Self.interval, now >= asked { return false }
        asked = now
        return !hasBegun
    }
}
