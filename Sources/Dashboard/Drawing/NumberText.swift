import Model

/// Numbers as people read them.
enum NumberText {
    /// `1,204`.
    static func grouped(_ number: Int) -> String { DigitGroups.text(number) }

    /// `0.6 %` of a share 0 to 1; from 10 % on without decimals.
    static func percent(_ share: Double) -> String {
        let tenths = rounded(share * 1000)
        return tenths < 100 ? "\(tenths / 10).\(tenths % 10) %" : "\(rounded(share * 100)) %"
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
        return Int(saturating: min(1e15, max(-1e15, value)).rounded())
    }
}
