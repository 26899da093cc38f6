import Foundation
import Testing

/// Returns once a child process has ended with all of its threads; Foundation buries it. Foundation's own
/// `waitUntilExit` turns round for ever when other tests that start processes run beside it.
func waitUntilGone(_ pid: pid_t) {
    let ends = Date(timeIntervalSinceNow: 30)
    while Date() < ends {
        var info = siginfo_t()
        let answer = waitid(P_PID, id_t(pid), &info, WEXITED | WNOHANG | WNOWAIT)
        // No child any more, or one that only waits to be buried.
        if answer != 0 || info.si_signo != 0 { return }
        usleep(5000)
    }
}

/// Waits for something to be there, 30 s at most.
func eventually<Value>(_ look: () -> Value?) async throws -> Value {
    for _ in 0..<3000 {
        if let value = look() { return value }
        try await Task.sleep(for: .milliseconds(10))
    }
    return try #require(look(), "it never came")
}
