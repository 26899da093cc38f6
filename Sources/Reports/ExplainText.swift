public import Model

/// `looptop explain`: what a finding means, why it matters, and how the code should be.
public enum ExplainText {
    /// One line for each kind.
    public static var list: String {
        var table = TextTable(["KIND", "SEVERITY", "WHAT IT MEANS"])
        for kind in FindingKind.all { table.add([kind.slug.rawValue, kind.severity.rawValue, kind.meaning]) }
        return table.text + "\nlooptop explain KIND tells more of one\n"
    }

    /// Everything that is known of a kind.
    public static func text(of kind: FindingKind) -> String {
        var lines = [
            "\(kind.slug.rawValue): \(kind.title) (\(kind.severity.rawValue))", "", kind.meaning, kind.why, "",
        ]
        lines += ["Remedy: \(kind.remedy)", "", "Wrong:", ""]
        lines += kind.wrong.split(separator: "\n", omittingEmptySubsequences: false).map { "    \($0)" }
        lines += ["", "Right:", ""]
        lines += kind.right.split(separator: "\n", omittingEmptySubsequences: false).map { "    \($0)" }
        if !kind.thresholds.isEmpty {
            lines += ["", "Thresholds:", ""]
            for threshold in kind.thresholds {
                let name = "\(kind.slug.rawValue).\(threshold.name)"
                let value =
                    threshold.value == threshold.value.rounded() ? "\(Int(threshold.value))" : "\(threshold.value)"
                lines.append("    \(name.padding(to: 32))\(value.padding(to: 8))\(threshold.meaning)")
            }
        }
        return TextLines.joined(lines)
    }

    /// The kind of this name, or of the only one that begins so.
    public static func kind(named name: String) -> FindingKind? {
        let name = name.lowercased()
        if let slug = FindingKind.Slug(rawValue: name) { return .of(slug) }
        // The id of a finding names its kind too: `deadlock-3fa2c1`.
        if let dash = name.lastIndex(of: "-"), let slug = FindingKind.Slug(rawValue: String(name[..<dash])) {
            return .of(slug)
        }
        let beginning = FindingKind.all.filter { $0.slug.rawValue.hasPrefix(name) }
        return beginning.count == 1 && !name.isEmpty ? beginning[0] : nil
    }

    /// The names that look most like this one.
    public static func similar(to name: String) -> [String] {
        let parts: [Substring] = name.lowercased().split(whereSeparator: { !$0.isLetter }).filter { $0.count >= 3 }
        return FindingKind.all.map(\.slug.rawValue).filter { slug in
            parts.contains { part in slug.holds(part.prefix(max(4, part.count - 2))) }
        }
    }
}
