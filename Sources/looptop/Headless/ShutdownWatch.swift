import Attach
import Model

/// What the agents of a service that ends have told last.
actor ShutdownWatch {
    private var told: [Int: ShutdownStatus] = [:]
    private var silence: String?
    private var reason: String?
    private var open = 0
    /// Workers whose interpreters have run to their end.
    private(set) var goodbyes: Set<Int> = []
    private let notes: @Sendable (ShutdownNote) -> Void
    private var noted = 0.0

    /// - Parameters:
    ///   - silence: why the agent does not answer, where that is so already.
    ///   - notes: gets what happened, a line each.
    init(silence: String?, notes: @escaping @Sendable (ShutdownNote) -> Void) {
        self.silence = silence
        self.notes = notes
    }

    /// Takes in all that comes from an agent, until it hangs up.
    func follow(_ connection: Connection, as worker: Int) async {
        open += 1
        for await event in connection.events {
            switch event {
            case .shutdown(let status, _):
                told[worker] = status
                for note in status.happened where note.time > noted {
                    noted = note.time
                    notes(note)
                }
            case .silent(let news): silence = news.sentence
            case .answering: silence = nil
            case .goodbye: goodbyes.insert(worker)
            case .disconnected(let reason): self.reason = reason
            default: break
            }
        }
        open -= 1
    }

    /// True once no agent is there any more.
    var isAlone: Bool { open == 0 }

    /// The last picture; what keeps the agent from telling more is the first thing in the way.
    ///
    /// - Parameter before: what was in flight before the act, where no agent had the time to tell more.
    func status(begun: Double, what: String, before: ShutdownCounts?) -> ShutdownStatus {
        var untold = ShutdownStatus(begun: begun, what: what)
        if let before { (untold.atBegin, untold.left) = (before, before) }
        var status = ShutdownStatus.merged(told) ?? untold
        if let silence {
            status.blockers.insert(ExitBlocker(kind: "silent", reason: silence), at: 0)
        } else if isAlone, let reason {
            let words =
                "the agent has left (\(reason)), and the process is still there: what follows is the last it told"
            status.blockers.insert(ExitBlocker(kind: "no-agent", reason: words), at: 0)
        }
        return status
    }
}
