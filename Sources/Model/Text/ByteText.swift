/// Sizes for people.
public enum ByteText {
    /// `312 B`, `4.2 KiB`, `212 MiB`: one unit, three digits at most.
    public static func short(_ bytes: Int) -> String {
        guard bytes >= 0 else { return "-" + short(bytes == .min ? .max : -bytes) }
        guard bytes >= 1000 else { return "\(bytes) B" }
        var value = Double(bytes)
        var unit = ""
        for larger in ["KiB", "MiB", "GiB", "TiB", "PiB", "EiB"] {
            value /= 1024
            unit = larger
            if value < 999.5 { break }
        }
        guard value < 9.95 else { return "\(Int(saturating: value.rounded())) \(unit)" }
        let tenths = Int(saturating: (value * 10).rounded())
        return "\(tenths / 10).\(tenths % 10) \(unit)"
    }
}
