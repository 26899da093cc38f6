/// What is known of a process that has ended, and of how.
public struct ProcessEnd: Hashable, Sendable {
    /// What an end was for the service's code.
    public enum Verdict: Hashable, Sendable {
        /// Its code ran to an end of its own: cleanup had its chance.
        case inOrder
        /// A signal ended it from one moment to the next, wherever its code was.
        case killed(signal: Int)
        /// Nobody can tell.
        case unknown
    }

    /// In our pid namespace, or the service's own where it runs elsewhere.
    public var pid: Int
    /// Its exit status or its signal; nil where only its parent knows.
    public var ending: ProcessEnding?
    /// True where its agent has told that the interpreter ran to its end.
    public var saidGoodbye: Bool
    /// Signals that its own code handled before the end began; nil where that is not known.
    public var handled: Set<Int>?
    /// The last signal that was sent to it from here, where one was.
    public var sent: Int?

    /// Makes one of what is known.
    public init(
        pid: Int, ending: ProcessEnding? = nil, saidGoodbye: Bool = false, handled: Set<Int>? = nil, sent: Int? = nil
    ) {
        self.pid = pid
        self.ending = ending
        self.saidGoodbye = saidGoodbye
        self.handled = handled
        self.sent = sent
    }

    /// What it was, as far as that can be told.
    public var verdict: Verdict {
        switch ending {
        case .exited: .inOrder
        case .killed(let signal) where Self.isFinal(signal): .killed(signal: signal)
        // A handler that cleans up, and then ends its process with the signal that it got: uvicorn does so.
        case .killed(let signal): saidGoodbye || handled?.contains(signal) == true ? .inOrder : .killed(signal: signal)
        case nil: unseen
        }
    }

    private var unseen: Verdict {
        if saidGoodbye { return .inOrder }
        guard let sent else { return .unknown }
        if Self.isFinal(sent) || handled?.contains(sent) == false { return .killed(signal: sent) }
        return .unknown
    }

    /// SIGKILL: no process can do anything about it.
    private static func isFinal(_ signal: Int) -> Bool { signal == 9 }

    /// How it ended, in words that follow its name: `ended with exit status 0`.
    public var sentence: String {
        switch (ending, verdict) {
        case (.exited(let status), _): ProcessEnding.exited(status: status).description
        case (.killed(let signal), .inOrder):
            "handled \(SignalName.of(signal)), and then ended itself with it"
        case (_, .killed(let signal))
        where signal == sent && handled?.contains(signal) == false && !Self.isFinal(signal):
            "was killed by \(SignalName.of(signal)), which nobody handled: none of its cleanup ran"
        case (_, .killed(let signal)): "was killed by \(SignalName.of(signal)), before it had come to an end of its own"
        case (nil, .inOrder): "ran to its end; its exit status is known only to its parent"
        default: "has ended; how is known only to its parent"
        }
    }
}
