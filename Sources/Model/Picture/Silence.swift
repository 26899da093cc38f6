/// The agent has not answered for a while although its process is there, and what was seen of its thread meanwhile.
public struct Silence: Hashable, Sendable {
    /// What the agent's thread was seen to do.
    public enum Cause: Hashable, Sendable {
        /// The process is stopped, with a signal or under a debugger.
        case stopped
        /// The agent's thread computes; the share of a core, 0 to 1.
        case busy(share: Double)
        /// The agent's thread is ready to run and gets no CPU; the share of the time, 0 to 1.
        case starved(share: Double)
        /// The agent's thread waits for a lock, such as the GIL; with the thread that computes meanwhile, if there is one.
        case lock(BusyThread?)
        /// The agent's thread is in a call that the system does not interrupt, mostly of a disk.
        case disk
        /// It could not be seen, or tells nothing.
        case unknown
    }

    /// Since the last answer, seconds.
    public var seconds: Double
    /// The process's state letter from `/proc`: `R`, `S`, `D`, `T`; nil where it cannot be read.
    public var processState: Character?
    /// Cores that the process uses meanwhile, 1 is one whole core; nil where unknown.
    public var cpuShare: Double?
    /// What its thread was seen to do.
    public var cause: Cause

    /// Makes a silence.
    public init(
        seconds: Double, processState: Character? = nil, cpuShare: Double? = nil, cause: Cause = .unknown
    ) {
        self.seconds = seconds
        self.processState = processState
        self.cpuShare = cpuShare
        self.cause = processState == "T" || processState == "t" ? .stopped : cause
    }

    /// What is known about it, in a sentence that says no more than was seen.
    public var sentence: String {
        let silent = "no answer for \(DurationText.short(seconds))"
        switch cause {
        case .stopped: return "process stopped: \(silent)\(state)\(cpu)"
        case .busy(let share): return "agent busy: \(silent), its thread uses \(Self.percent(share)) CPU"
        case .starved(let share):
            return "machine busy: \(silent), the agent's thread waits for a CPU \(Self.percent(share)) of the time"
        case .lock(let other?):
            return "GIL held, it seems: \(silent), the agent waits for a lock while thread \(other.number)"
                + " (\(other.name)) uses \(Self.percent(other.share)) CPU"
        case .lock(nil): return "agent waits for a lock, the GIL it seems: \(silent)\(state)\(cpu)"
        case .disk: return "agent waits for a disk, or another call that cannot be interrupted: \(silent)"
        case .unknown:
            return "\(processState == nil ? "GIL held, process stopped, or agent busy" : "GIL held, or agent busy"):"
                + " \(silent)\(state)\(cpu)"
        }
    }

    private var state: String { processState.map { ", state \($0)" } ?? "" }

    private var cpu: String { cpuShare.map { ", CPU \(Self.percent($0))" } ?? "" }

    private static func percent(_ share: Double) -> String {
        "\(Int(saturating: (min(max(share, 0), 1000) * 100).rounded())) %"
    }
}

/// A thread of the service that computes while the agent is silent.
public struct BusyThread: Hashable, Sendable {
    /// The kernel's number for it.
    public var number: Int
    /// The kernel's name for it.
    public var name: String
    /// The share of a core that it uses, 0 to 1.
    public var share: Double

    /// Makes one.
    public init(number: Int, name: String, share: Double) {
        self.number = number
        self.name = name
        self.share = share
    }
}
