/// How a process has ended, as its parent is told.
public enum ProcessEnding: Hashable, Sendable {
    case exited(status: Int)
    case killed(signal: Int)

    /// Reads what `waitpid` tells.
    public init(waitStatus status: Int32) {
        let signal = Int(status & 0x7F)
        self = signal == 0 ? .exited(status: Int((status >> 8) & 0xFF)) : .killed(signal: signal)
    }

    /// In words, to follow the name of the process.
    public var description: String {
        switch self {
        case .exited(let status): "ended with exit status \(status)"
        case .killed(let signal): "was ended by \(SignalName.of(signal))"
        }
    }
}

/// Signals as people name them; those that end processes have the same numbers on all of Linux's common machines.
public enum SignalName {
    private static let names = [
        1: "SIGHUP", 2: "SIGINT", 3: "SIGQUIT", 4: "SIGILL", 5: "SIGTRAP", 6: "SIGABRT", 7: "SIGBUS", 8: "SIGFPE",
        9: "SIGKILL", 10: "SIGUSR1", 11: "SIGSEGV", 12: "SIGUSR2", 13: "SIGPIPE", 14: "SIGALRM", 15: "SIGTERM",
        24: "SIGXCPU", 25: "SIGXFSZ", 31: "SIGSYS",
    ]

    /// `SIGTERM`, or `signal 40`.
    public static func of(_ number: Int) -> String { names[number] ?? "signal \(number)" }

    /// 15 for `SIGTERM`; nil for a name that is none.
    public static func number(of name: String) -> Int? { names.first { $0.value == name }?.key }
}
