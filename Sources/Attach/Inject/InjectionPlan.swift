public import Outside

/// How an agent can be put into a process that has none.
public struct InjectionPlan: Sendable {
    /// The way in.
    public enum Way: Hashable, Sendable {
        /// The interpreter's own protocol (PEP 768): nothing is stopped.
        case remoteExecution
        /// gdb: the process is stopped for some tenths of a second.
        case debugger(path: String)
    }

    /// The process, in our pid namespace.
    public let pid: Int
    /// What it is called: its command line's script or module.
    public let name: String
    /// The Python that it runs.
    public let python: PythonVersion
    /// The way in.
    public let way: Way
    /// More than one interpreter runs in it; only the loops of the main one will be seen.
    public let hasSubinterpreters: Bool

    let target: TargetProcess

    /// What will be done, to be shown before it is.
    public var sentence: String {
        "process \(pid) (\(name), Python \(python)) has no agent; it can be put in by \(how)"
    }

    /// The way, and what the service notices of it.
    var how: String {
        switch way {
        case .remoteExecution: "Python's own remote execution; the service is not stopped"
        case .debugger: "gdb; the service stands still for some tenths of a second"
        }
    }
}
