public import JSON
public import Model

/// `looptop doctor`: what works, what does not, and the remedy.
public struct DoctorReport: Sendable {
    private let pid: Int?
    private let checks: [Check]

    /// Makes the report.
    ///
    /// - Parameter pid: the process that was looked at; nil for the machine.
    public init(pid: Int? = nil, _ checks: [Check]) {
        self.pid = pid
        self.checks = checks
    }

    /// False where something does not work.
    public var isFine: Bool { count(.problem) == 0 }

    private func count(_ verdict: Check.Verdict) -> Int { checks.count { $0.verdict == verdict } }

    /// A line a check, its remedy below it, and at the end how many of which there are.
    public func text(isASCII: Bool = false) -> String {
        let width = (checks.map(\.subject.count).max() ?? 0) + 2
        var lines: [String] = []
        for check in checks {
            let words = check.sentence.split(separator: "\n").map(String.init)
            lines.append(
                check.verdict.rawValue.padding(to: 9) + check.subject.padding(to: width) + (words.first ?? ""))
            let margin = String(repeating: " ", count: 9 + width)
            lines += words.dropFirst().map { margin + $0 }
            for (index, line) in (check.remedy ?? "").split(separator: "\n").enumerated() {
                lines.append(margin + (index > 0 ? "   " : isASCII ? "-> " : "→  ") + line)
            }
        }
        return TextLines.joined(lines + ["", summary])
    }

    private var summary: String {
        let (problems, notes) = (count(.problem), count(.note))
        let words = [(problems, "problem"), (notes, "note")].filter { $0.0 > 0 }
            .map { Plural.count($0.0, $0.1) }
        return words.isEmpty ? "all is well" : words.joined(separator: ", ")
    }

    /// `{"pid", "checks": [{"subject", "verdict", "sentence", "remedy"}], "problems", "notes"}`.
    public var json: JSONValue {
        [
            "pid": JSONValue(pid),
            "checks": .array(
                checks.map { check in
                    [
                        "subject": .string(check.subject), "verdict": .string(check.verdict.rawValue),
                        "sentence": .string(check.sentence), "remedy": JSONValue(check.remedy),
                    ]
                }),
            "problems": .int(count(.problem)), "notes": .int(count(.note)),
        ]
    }
}
