import Attach
import Dashboard
import Glibc
import Model

/// What a dashboard may do to its service.
struct Acting: Sendable {
    /// True where it only looks.
    var isReadOnly = false
    /// Seconds after which an orchestrator kills a service that is to end.
    var grace: Double?
    /// A process of the service that we have started: we are told how it ends.
    var child: ChildProcess?
    /// Takes hold of the service's processes; none where they run elsewhere.
    var hold: @Sendable () -> HeldProcesses = { HeldProcesses() }
}

/// The way around an agent that does not answer: a signal from here, through a descriptor that names the process.
enum OutsideSignal {
    /// Sends what an act asks for.
    ///
    /// - Returns: why that was not done; nil where it was.
    static func send(_ act: ServiceAct, to processes: HeldProcesses, because silence: String) -> String? {
        guard case .shutdown(let order) = act, order.kind == .signal, let number = number(of: order.signal) else {
            return "\(silence): only a signal can be sent without it"
        }
        guard let process = processes.target(of: order) else {
            return "\(silence), and its process cannot be signalled from here"
        }
        switch process.signal(number) {
        case .sent: return nil
        case .gone: return "process \(process.pid) has ended: nothing was sent"
        case .refused(let why): return "\(order.signal ?? "") to process \(process.pid): \(why)"
        }
    }

    private static func number(of name: String?) -> Int32? {
        SignalName.number(of: name ?? "SIGTERM").map { Int32($0) }
    }
}
