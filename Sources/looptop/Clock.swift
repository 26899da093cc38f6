import Glibc

/// The time of day, as people read it.
enum Clock {
    /// Unix seconds.
    static var now: Double {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }

    /// `14:02:11.250`, local time, of Unix seconds.
    static func time(of seconds: Double) -> String {
        guard seconds.isFinite, abs(seconds) < 1e11 else { return "?" }
        var whole = time_t(seconds.rounded(.down))
        var parts = tm()
        guard localtime_r(&whole, &parts) != nil else { return "?" }
        let milliseconds = min(999, Int((seconds - seconds.rounded(.down)) * 1000))
        return two(parts.tm_hour) + ":" + two(parts.tm_min) + ":" + two(parts.tm_sec) + "."
            + String("\(1000 + milliseconds)".dropFirst())
    }

    /// `14:02:11`, local time, of Unix seconds.
    static func second(of seconds: Double) -> String {
        String(time(of: seconds).prefix(8))
    }

    private static func two(_ value: Int32) -> String {
        value < 10 ? "0\(value)" : "\(value)"
    }
}
