/// Dates that mean the same on every machine.
public enum UTCText {
    /// `2026-11-23 03:15:02 UTC`, of Unix seconds.
    public static func second(_ seconds: Double) -> String {
        guard seconds.isFinite, abs(seconds) < 1e11 else { return "?" }
        let whole = Int(saturating: seconds.rounded(.down))
        let day = (whole - (whole % 86400 + 86400) % 86400) / 86400
        let rest = whole - day * 86400
        // Days since 1 March of the year 0: then the day that leap years add is the last one of its year.
        let shifted = day + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let ofEra = shifted - era * 146_097
        let yearOfEra = (ofEra - ofEra / 1460 + ofEra / 36524 - ofEra / 146_096) / 365
        let ofYear = ofEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * ofYear + 2) / 153
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        let date = "\(year)-\(two(month))-\(two(ofYear - (153 * shiftedMonth + 2) / 5 + 1))"
        return "\(date) \(two(rest / 3600)):\(two(rest / 60 % 60)):\(two(rest % 60)) UTC"
    }

    private static func two(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
}
