import Glibc
import Model

/// Notices that the agent does not answer, and reads from `/proc` what its process does meanwhile.
struct SilenceWatch {
    /// After so long without a word the agent is asked for one.
    static let patience = 0.5
    /// After so long the process is said to be silent.
    static let limit = 1.0

    enum Advice {
        case wait
        case ask
        case tell(Silence)
    }

    private let pid: Int?
    private var lastWord = Self.clock()
    private var hasAsked = false
    private var cpuBefore: (seconds: Double, at: Double)?
    private var threads: ThreadWatch?
    private var lastTold = 0.0
    private(set) var isSilent = false

    init(pid: Int?) {
        self.pid = pid
    }

    /// Something came. True where this ends a silence.
    mutating func heard() -> Bool {
        lastWord = Self.clock()
        hasAsked = false
        cpuBefore = nil
        threads = nil
        lastTold = 0
        defer { isSilent = false }
        return isSilent
    }

    /// To be asked several times a second while nothing comes; with the agent's thread as the service numbers it.
    mutating func advice(agent: Int?) -> Advice {
        let now = Self.clock()
        let quiet = now - lastWord
        guard quiet >= Self.patience else { return .wait }
        if !hasAsked {
            hasAsked = true
            cpuBefore = pid.flatMap { ProcessClock(pid: $0) }.map { ($0.cpuSeconds, now) }
            threads = pid.map { ThreadWatch(pid: $0, agent: agent) }
            return .ask
        }
        threads?.sample()
        guard quiet >= Self.limit, now - lastTold >= Self.limit else { return .wait }
        lastTold = now
        isSilent = true
        defer { threads = pid.map { ThreadWatch(pid: $0, agent: agent) } }
        return .tell(silence(after: quiet, now: now))
    }

    private mutating func silence(after quiet: Double, now: Double) -> Silence {
        guard let facts = pid.flatMap({ ProcessClock(pid: $0) }) else { return Silence(seconds: quiet) }
        let share = cpuBefore.map { (facts.cpuSeconds - $0.seconds) / max(now - $0.at, 0.001) }
        cpuBefore = (facts.cpuSeconds, now)
        let cause = threads?.cause() ?? .unknown
        return Silence(seconds: quiet, processState: facts.state, cpuShare: share, cause: cause)
    }

    static func clock() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}

/// The state of a process and the CPU it has used.
struct ProcessClock {
    let state: Character
    let cpuSeconds: Double

    init?(pid: Int) {
        guard let text = FileFacts.text(of: "/proc/\(pid)/stat"), let end = text.lastIndex(of: ")") else { return nil }
        let fields = text[text.index(after: end)...].split(separator: " ")
        guard fields.count > 12, let state = fields[0].first, let user = Double(fields[11]),
            let system = Double(fields[12])
        else { return nil }
        self.state = state
        cpuSeconds = (user + system) / Double(sysconf(Int32(_SC_CLK_TCK)))
    }
}
