/// Numbers as people read them.
enum NumberText {
    /// `1,204`.
    static func grouped(_ number: Int) -> String {
        let digits = String(number.magnitude)
        var result = ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index) % 3 == 0 { result.append(",") }
            result.append(digit)
        }
        return number < 0 ? "-" + result : result
    }

    /// `0.6 %` of a share 0 to 1; from 10 % on without decimals.
    static func percent(_ share: Double) -> String {
        let tenths = rounded(share * 1000)
        return tenths < 100 ? "\(tenths / 10).\(tenths % 10) %" : "\(rounded(share * 100)) %"
    }

    /// `212 MiB`.
    static func bytes(_ count: Double) -> String {
        let units = ["B", "KiB", "MiB", "GiB", "TiB"]
        var value = count
        var unit = 0
        while value >= 1024, unit + 1 < units.count {
            value /= 1024
            unit += 1
        }
        let tenths = rounded(value * 10)
        return unit > 0 && tenths < 100
            ? "\(tenths / 10).\(tenths % 10) \(units[unit])" : "\(rounded(value)) \(units[unit])"
    }

    /// A rate a second: `0.4`, `812`, `8,410`.
    static func rate(_ value: Double) -> String {
        let tenths = rounded(value * 10)
        guard tenths < 100, tenths % 10 != 0 else { return grouped(rounded(value)) }
        return "\(tenths / 10).\(tenths % 10)"
    }

    /// The nearest whole number; what is no number or beyond all reason becomes 0 or the limit.
    static func rounded(_ value: Double) -> Int {
        guard value.isFinite else { return 0 }
        return Int(min(1e15, max(-1e15, value)).rounded())
    }
}
