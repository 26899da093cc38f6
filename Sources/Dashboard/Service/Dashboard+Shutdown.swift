public import Model
import Terminal

/// What is told of the end of the service.
extension Dashboard {
    /// The answer to `Effect.loadShutdownPlan`: what an end would mean, or why that is not known.
    public mutating func receive(plan: ShutdownPlan?, problem: String? = nil) {
        shutdown.receive(plan, problem: problem)
    }

    /// The service has ended, or is out of sight.
    ///
    /// - Parameter end: the end of the process that decided, where one was seen.
    public mutating func receive(ending kind: ShutdownOutcome.Kind, of end: ProcessEnd?, at time: Double) {
        shutdown.ended(ShutdownState.End(kind: kind, process: end, time: time))
    }

    /// How it went so far; nil where no end has begun.
    public func shutdownOutcome(now: Double) -> ShutdownOutcome? {
        guard let begun = shutdown.begun else { return nil }
        let end = shutdown.end
        return ShutdownOutcome(
            kind: end?.kind ?? .stillThere, seconds: max(0, (end?.time ?? now) - begun), status: shutdown.status,
            end: end?.process)
    }
}
