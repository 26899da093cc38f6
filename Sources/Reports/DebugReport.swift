public import JSON
public import Model

/// `looptop debug`: how debug mode is, and what it costs.
public struct DebugReport: Sendable {
    private let mode: DebugState
    private let worker: Int?

    /// Makes the report of an answer.
    ///
    /// - Parameter worker: the pid of the process; nil where it is not known.
    public init(_ mode: DebugState, worker: Int? = nil) {
        self.mode = mode
        self.worker = worker
    }

    /// A line or two.
    public var text: String {
        var text = "debug mode is \(mode.isOn ? "on" : "off")"
        if let slow = mode.slow { text += "; callbacks are reported from \(DurationText.short(slow)) on" }
        if let before = mode.cpuBefore, let now = mode.cpuNow {
            text += "\nCPU \(percent(before)) before the switch, \(percent(now)) since"
        }
        return text
    }

    /// `{"debug", "slow", "by", "cpu_before", "cpu_now", "worker"}`.
    public var json: JSONValue {
        [
            "debug": .bool(mode.isOn), "slow": JSONValue(mode.slow), "by": JSONValue(mode.by),
            "cpu_before": JSONValue(mode.cpuBefore), "cpu_now": JSONValue(mode.cpuNow), "worker": JSONValue(worker),
        ]
    }

    private func percent(_ share: Double) -> String { "\((share * 1000).rounded() / 10) %" }
}
