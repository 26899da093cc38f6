import Foundation

/// A thread for what waits in system calls.
enum BackgroundThread {
    /// Starts one.
    static func start(_ name: String, _ work: @escaping @Sendable () -> Void) {
        let thread = Thread { work() }
        thread.name = name
        thread.start()
    }

    /// Does what blocks on a thread of its own, for those that tasks share are few.
    static func run<Value: Sendable>(
        _ name: String, _ work: @escaping @Sendable () throws(ConnectionError) -> Value
    ) async throws(ConnectionError) -> Value {
        typealias Outcome = Result<Value, ConnectionError>
        let result = await withCheckedContinuation { (continuation: CheckedContinuation<Outcome, Never>) in
            start(name) { continuation.resume(returning: Outcome { () throws(ConnectionError) in try work() }) }
        }
        return try result.get()
    }
}
