import Model

/// What the agent costs the service, as a share of one core over about the last ten seconds.
struct CostMeter: Sendable {
    private var earlier: Vitals?
    private var middle: Vitals?
    private var latest: Vitals?

    static let window = 10.0

    mutating func record(_ vitals: Vitals) {
        guard latest.map({ $0.time < vitals.time }) ?? true else { return }
        latest = vitals
        guard let mark = middle else {
            middle = vitals
            return
        }
        if vitals.time - mark.time >= Self.window / 2 {
            earlier = mark
            middle = vitals
        }
    }

    /// 0.006 is 0.6 % of a core; nil where unknown.
    func share(since started: Double?) -> Double? {
        guard let latest, let spent = Self.seconds(latest) else { return nil }
        if let mark = earlier ?? middle, latest.time - mark.time >= 1, let before = Self.seconds(mark) {
            return max(0, (spent - before) / (latest.time - mark.time))
        }
        guard let started, latest.time - started >= 1 else { return nil }
        return max(0, spent / (latest.time - started))
    }

    private static func seconds(_ vitals: Vitals) -> Double? {
        vitals.agentCPU.map { $0 + (vitals.hookSeconds ?? 0) }
    }
}
