import Attach
import Model

/// What the agents of a service that ends have told last.
actor ShutdownWatch {
    private var told: [Int: ShutdownStatus] = [:]
    private var silence: String?
    private var goodbye: String?
    private var open = 0
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
            case .disconnected(let reason): goodbye = reason
            default: break
            }
        }
        open -= 1
    }

    /// True once no agent is there any more.
    var isAlone: Bool { open == 0 }

    /// The last picture; what keeps the agent from telling more is the first thing in the way.
    func status(begun: Double, what: String) -> ShutdownStatus {
        var status = ShutdownStatus.merged(told) ?? ShutdownStatus(begun: begun, what: what)
        if let silence {
            status.blockers.insert(ExitBlocker(kind: "silent", reason: silence), at: 0)
        } else if isAlone, let goodbye {
            let reason =
                "the agent has left (\(goodbye)), and the process is still there: what follows is the last it told"
            status.blockers.insert(ExitBlocker(kind: "no-agent", reason: reason), at: 0)
        }
        return status
    }
}
