/// Durations for people: two units at most, at most seven characters below a thousand days.
public enum DurationText {
    /// `312 ms`, `4.2s`, `2m 14s`, `3h 12m`, `5d 04h`.
    ///
    /// Clocks of two processes may differ a little: less than nothing is `0 ms`. What is no number is `?`.
    public static func short(_ seconds: Double) -> String {
        guard seconds.isFinite, seconds < 1e12 else { return "?" }
        guard seconds > 0 else { return "0 ms" }
        if seconds < 0.00995 { return "\(tenths(seconds * 1000)) ms" }
        if seconds < 0.9995 { return "\(Int(saturating: (seconds * 1000).rounded())) ms" }
        if seconds < 59.95 { return "\(tenths(seconds))s" }
        let whole = Int(saturating: seconds.rounded(.down))
        if seconds < 3600 { return pair(max(whole, 60), 60, "m", 1, "s") }
        if whole < 86400 { return pair(whole, 3600, "h", 60, "m") }
        return pair(whole, 86400, "d", 3600, "h")
    }

    /// Seconds of `5`, `5s`, `300ms`, `1.5m`, `2h`, `3d`; nil where it is none of these.
    public static func seconds(parsing text: some StringProtocol) -> Double? {
        let number = text.prefix { $0.isNumber || $0 == "." }
        let units: [String: Double] = ["": 1, "ms": 0.001, "s": 1, "m": 60, "min": 60, "h": 3600, "d": 86400]
        guard let value = Double(number), let unit = units[text[number.endIndex...].lowercased()] else { return nil }
        return value * unit
    }

    private static func tenths(_ value: Double) -> String {
        let tenths = Int(saturating: (value * 10).rounded())
        return "\(tenths / 10).\(tenths % 10)"
    }

    private static func pair(_ whole: Int, _ large: Int, _ largeUnit: String, _ small: Int, _ smallUnit: String)
        -> String
    {
        let rest = whole % large / small
        return "\(whole / large)\(largeUnit) \(rest < 10 ? "0" : "")\(rest)\(smallUnit)"
    }
}
