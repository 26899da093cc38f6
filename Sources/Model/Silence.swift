/// The agent has not answered for a while although its process is there: something holds the GIL, or the process is
/// stopped.
public struct Silence: Hashable, Sendable {
    /// Since the last answer, seconds.
    public var seconds: Double
    /// The process's state letter from `/proc`: `R`, `S`, `D`, `T`; nil where it cannot be read.
    public var processState: Character?
    /// Cores that the process uses meanwhile, 1 is one whole core; nil where unknown.
    public var cpuShare: Double?

    /// Makes a silence.
    public init(seconds: Double, processState: Character? = nil, cpuShare: Double? = nil) {
        self.seconds = seconds
        self.processState = processState
        self.cpuShare = cpuShare
    }

    /// What is known about it, in a sentence.
    public var sentence: String {
        let cpu = cpuShare.map { ", CPU \(Int((min(max($0, 0), 1000) * 100).rounded())) %" } ?? ""
        let state = processState.map { ", state \($0)" } ?? ""
        let suspicion =
            switch processState {
            case "T", "t": "process stopped"
            case "R": "GIL held"
            default: "GIL held or process stopped"
            }
        return "\(suspicion): no answer for \(DurationText.short(seconds))\(state)\(cpu)"
    }
}
