import Foundation
import Model
import Synchronization
import Testing

@testable import Attach

@Suite("The queue between the reading thread and its consumer", .timeLimit(.minutes(10)))
struct EventQueueTests {
    private func event(_ number: Int) -> Event {
        .vitals(Vitals(time: Double(number)))
    }

    /// Pushes so many events on a thread of its own, and counts those that had room.
    private func produce(_ count: Int, into queue: EventQueue) -> Counter {
        let pushed = Counter()
        Thread.detachNewThread {
            for number in 1...count {
                queue.push(event(number))
                pushed.value.add(1, ordering: .sequentiallyConsistent)
            }
        }
        return pushed
    }

    private final class Counter: Sendable {
        let value = Atomic(0)
        var count: Int { value.load(ordering: .sequentiallyConsistent) }

        func reaches(_ goal: Int) async throws {
            while count < goal { try await Task.sleep(for: .milliseconds(1)) }
        }
    }

    @Test("A producer waits while the queue is full, and nothing is lost or changes its place")
    func bounded() async throws {
        let queue = EventQueue(limit: 4)
        let pushed = produce(100, into: queue)
        try await pushed.reaches(4)
        var taken: [Event] = []
        for number in 1...100 {
            // What has been pushed and not been taken is never more than there is room for.
            #expect(pushed.count <= taken.count + 4)
            taken.append(try #require(await queue.next()))
            #expect(taken.last == event(number))
        }
        try await pushed.reaches(100)
        #expect(queue.isEmpty)
    }

    @Test("The end lets a waiting producer go; what is there is still handed out")
    func finish() async throws {
        let queue = EventQueue(limit: 2)
        let pushed = produce(10, into: queue)
        try await pushed.reaches(2)
        queue.finish()
        try await pushed.reaches(10)
        #expect(await queue.next() == event(1))
        #expect(await queue.next() == event(2))
        #expect(await queue.next() == nil)
    }

    @Test("A consumer that waits is let go by an interruption, by the end, and when its task is cancelled")
    func waitingConsumer() async throws {
        let interrupted = EventQueue()
        // An interruption reaches a consumer that waits already, so it comes until it has reached one.
        let interruptions = Task {
            while (try? await Task.sleep(for: .milliseconds(1))) != nil { interrupted.interrupt() }
        }
        #expect(await interrupted.next() == nil)
        interruptions.cancel()

        let finished = EventQueue()
        Task { finished.finish() }
        #expect(await finished.next() == nil)

        let open = EventQueue()
        let consumer = Task { await open.next() }
        consumer.cancel()
        #expect(await consumer.value == nil)
    }
}
