import Foundation

/// A thread for what waits in system calls.
enum BackgroundThread {
    /// Starts one.
    static func start(_ name: String, _ work: @escaping @Sendable () -> Void) {
        let thread = Thread { work() }
        thread.name = name
        thread.start()
    }
}
