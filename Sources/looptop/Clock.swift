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

    /// `20261123T031502Z`, for names of files, of Unix seconds.
    static func stamp(of seconds: Double) -> String {
        var whole = time_t(max(0, min(seconds, 1e11)))
        var parts = tm()
        guard gmtime_r(&whole, &parts) != nil else { return "\(whole)" }
        return "\(1900 + parts.tm_year)" + two(parts.tm_mon + 1) + two(parts.tm_mday) + "T" + two(parts.tm_hour)
            + two(parts.tm_min) + two(parts.tm_sec) + "Z"
    }

    private static func two(_ value: Int32) -> String {
        value < 10 ? "0\(value)" : "\(value)"
    }
}
