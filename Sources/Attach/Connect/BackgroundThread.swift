import CLinux
import Glibc

/// A thread for what waits in system calls.
enum BackgroundThread {
    private final class Work {
        let name: String
        let body: @Sendable () -> Void

        init(_ name: String, _ body: @escaping @Sendable () -> Void) {
            self.name = name
            self.body = body
        }
    }

    /// Starts one.
    ///
    /// - Parameter name: at most 15 bytes, as the kernel has it.
    static func start(_ name: String, _ work: @escaping @Sendable () -> Void) {
        let work = Unmanaged.passRetained(Work(name, work))
        var thread = pthread_t()
        let code = pthread_create(
            &thread, nil,
            { argument in
                guard let argument else { return nil }
                let work = Unmanaged<Work>.fromOpaque(argument).takeRetainedValue()
                looptop_name_thread(work.name)
                work.body()
                return nil
            }, work.toOpaque())
        // Who waits for its work would wait for ever.
        guard code == 0 else { fatalError("no thread for \(name): \(lastError(code))") }
        pthread_detach(thread)
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
