import Foundation

/// Returns once a child process has ended. Foundation's own `waitUntilExit` turns round for ever when other tests that
/// start processes run beside it.
func waitUntilGone(_ pid: pid_t) {
    let ends = Date(timeIntervalSinceNow: 30)
    while Date() < ends {
        guard kill(pid, 0) == 0, let stat = try? String(contentsOfFile: "/proc/\(pid)/stat", encoding: .utf8) else {
            return
        }
        // A corpse that nobody has buried yet counts.
        if stat.split(separator: ") ").last?.first == "Z" { return }
        usleep(5000)
    }
}
