import Model

/// What an end of the service would mean, and once it has begun how it goes, by whomever and on whatever screen.
struct ShutdownState: Sendable {
    /// An order that was given from here.
    struct Given: Hashable, Sendable {
        var title: String
        /// The service's clock.
        var time: Double
    }

    /// How the service ended, or that it is out of sight.
    struct End: Hashable, Sendable {
        var kind: ShutdownOutcome.Kind
        /// The process that decided.
        var process: ProcessEnd?
        /// The service's clock.
        var time: Double
    }

    private(set) var plan: ShutdownPlan?
    private(set) var problem: String?
    private(set) var status: ShutdownStatus?
    /// The orders that were given from here, the first first.
    private(set) var orders: [Given] = []
    private(set) var end: End?

    /// What happened: what the agent told, and orders of which it had no time to tell.
    var notes: [ShutdownNote] {
        let told = status?.happened ?? []
        let untold = orders.filter { order in !told.contains { $0.time > order.time - 1 } }
        return told + untold.map { ShutdownNote(time: $0.time, text: "\($0.title), from here") }
    }

    /// True once an end has begun, by whomever.
    var hasBegun: Bool { !orders.isEmpty || status != nil }

    /// When it began, the service's clock.
    var begun: Double? { status?.begun ?? orders.first?.time }

    /// True once the service has ended, and none has come in its place.
    func isGone(_ picture: Picture) -> Bool {
        guard let end, end.kind != .lost, case .lost = picture.connection else { return false }
        return true
    }

    mutating func refresh(from picture: Picture) {
        // Out of sight was not gone.
        if end?.kind == .lost, picture.connection == .live { end = nil }
        if let new = picture.shutdown { status = new }
    }

    /// Another life of the service: what was seen of the last one stays until that ends too.
    mutating func forget() {
        if end?.kind == .lost { end?.kind = .ended }
        plan = nil
    }

    /// The answer to `Effect.loadShutdownPlan`.
    mutating func receive(_ plan: ShutdownPlan?, problem: String?) {
        self.plan = plan ?? self.plan
        self.problem = problem
    }

    mutating func gave(_ title: String, at time: Double) {
        orders.append(Given(title: title, time: time))
        end = nil
    }

    mutating func ended(_ new: End) {
        guard end == nil, hasBegun else { return }
        end = new
    }
}
