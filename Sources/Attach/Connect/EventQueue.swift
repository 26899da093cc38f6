import Dispatch
import Model
import Synchronization

/// Hands events from the reading thread to one consumer. It holds a bounded number: while it is full the thread waits,
/// the socket fills, and the agent drops and counts; the service is never touched.
final class EventQueue: Sendable {
    private struct State {
        var events: [Event] = []
        var taken = 0
        var consumer: CheckedContinuation<Event?, Never>?
        var isFinished = false
        var isProducerWaiting = false
        var count: Int { events.count - taken }
    }

    private let limit: Int
    private let state = Mutex(State())
    private let room = DispatchSemaphore(value: 0)

    init(limit: Int = 1024) {
        self.limit = limit
    }

    /// True where the consumer has something to do already.
    var isEmpty: Bool { state.withLock { $0.count == 0 } }

    /// Adds an event; waits while there is no room.
    func push(_ event: Event) {
        while true {
            let hasRoom = state.withLock { state in
                if state.isFinished { return true }
                if let consumer = state.consumer {
                    state.consumer = nil
                    consumer.resume(returning: event)
                    return true
                }
                guard state.count < limit else {
                    state.isProducerWaiting = true
                    return false
                }
                state.events.append(event)
                return true
            }
            if hasRoom { return }
            room.wait()
        }
    }

    /// No event comes any more; those that are here are still handed out.
    func finish() {
        state.withLock { state in
            state.isFinished = true
            state.consumer?.resume(returning: nil)
            state.consumer = nil
            wakeProducer(&state)
        }
    }

    /// The next event; nil at the end, and at once when the task is cancelled.
    func next() async -> Event? {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                state.withLock { state in
                    if state.count > 0 {
                        continuation.resume(returning: take(from: &state))
                    } else if state.isFinished || Task.isCancelled {
                        continuation.resume(returning: nil)
                    } else {
                        // One consumer: an older one that still waits has been left behind.
                        state.consumer?.resume(returning: nil)
                        state.consumer = continuation
                    }
                }
            }
        } onCancel: {
            interrupt()
        }
    }

    /// Lets a consumer that waits go on with nil.
    func interrupt() {
        state.withLock { state in
            state.consumer?.resume(returning: nil)
            state.consumer = nil
        }
    }

    private func take(from state: inout State) -> Event {
        let event = state.events[state.taken]
        state.taken += 1
        if state.taken == state.events.count || state.taken > limit {
            state.events.removeFirst(state.taken)
            state.taken = 0
        }
        wakeProducer(&state)
        return event
    }

    private func wakeProducer(_ state: inout State) {
        guard state.isProducerWaiting else { return }
        state.isProducerWaiting = false
        room.signal()
    }
}
