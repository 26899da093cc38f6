public import Outside

/// Why no agent can be put into a process, and what to do.
public enum InjectionRefusal: Error, Hashable, Sendable {
    case noProcess(pid: Int)
    /// It belongs to another user, and we are not root.
    case otherUser(pid: Int, uid: UInt32)
    /// Yama's `ptrace_scope` (1, 2 or 3) keeps us out.
    case ptraceScope(pid: Int, scope: Int)
    /// It has made itself unreadable: `PR_SET_DUMPABLE`, set-user-id, more capabilities than we have.
    case notDumpable(pid: Int)
    /// Our own filter of system calls, as containers have it, forbids reading another process's memory.
    case seccomp(pid: Int)
    case notPython(pid: Int, program: String)
    case pyPy(pid: Int)
    case uwsgi(pid: Int)
    case pyInstaller(pid: Int)
    case freeThreaded(pid: Int)
    case tooOld(pid: Int, version: PythonVersion)
    case tooNew(pid: Int, version: PythonVersion)
    case unknownVersion(pid: Int)
    /// Stopped by a signal, such as Ctrl-Z.
    case stopped(pid: Int)
    case traced(pid: Int, tracer: Int)
    /// PEP 768 was turned off in the service.
    case remoteDebuggingDisabled(pid: Int)
    /// The main interpreter is not there (yet, or any more), or its memory is not as it must be.
    case noInterpreter(pid: Int)
    /// Before 3.14 gdb is what gets us in.
    case noDebugger(pid: Int, version: PythonVersion)
    /// It has forbidden itself all but reading and writing (strict seccomp).
    case sealed(pid: Int)
    /// And gdb runs Python in whichever it comes by.
    case subinterpreters(pid: Int)
    /// The program hides what an extension module would call.
    case hiddenSymbols(pid: Int, program: String)

    /// What is the matter, in one sentence.
    public var sentence: String {
        switch self {
        case .noProcess(let pid): "there is no process \(pid)"
        case .otherUser(let pid, let uid): "process \(pid) belongs to another user (uid \(uid))"
        case .ptraceScope(let pid, let scope):
            "this machine lets nobody look into process \(pid) (kernel.yama.ptrace_scope is \(scope))"
        case .notDumpable(let pid):
            "process \(pid) has closed itself to others (set-user-id, capabilities, or PR_SET_DUMPABLE)"
        case .seccomp(let pid):
            "the container that looptop runs in forbids it to read the memory of process \(pid) (seccomp)"
        case .notPython(let pid, let program): "process \(pid) does not run Python (\(program))"
        case .pyPy(let pid): "process \(pid) runs PyPy; only CPython is supported"
        case .uwsgi(let pid): "process \(pid) is uWSGI, which keeps Python's threads and signals to itself"
        case .pyInstaller(let pid): "process \(pid) was packed by PyInstaller, and its Python lacks what an agent needs"
        case .freeThreaded(let pid): "process \(pid) runs a free-threaded Python, which is not supported"
        case .tooOld(let pid, let version): "process \(pid) runs Python \(version); 3.8 or later is needed"
        case .tooNew(let pid, let version): "process \(pid) runs Python \(version), which this looptop does not know"
        case .unknownVersion(let pid): "which Python process \(pid) runs cannot be found out"
        case .stopped(let pid): "process \(pid) is stopped"
        case .traced(let pid, let tracer): "process \(pid) is traced by process \(tracer) already"
        case .remoteDebuggingDisabled(let pid): "process \(pid) was started with remote debugging turned off"
        case .noInterpreter(let pid): "the Python of process \(pid) is starting or ending"
        case .noDebugger(let pid, let version):
            "process \(pid) runs Python \(version), and only gdb gets into a Python before 3.14: it is not installed"
        case .sealed(let pid):
            "process \(pid) has forbidden itself all but reading and writing (strict seccomp): an agent would end it"
        case .subinterpreters(let pid): "process \(pid) has several interpreters, and gdb cannot be told which to enter"
        case .hiddenSymbols(let pid, let program):
            "the Python inside \(program) (process \(pid)) hides the functions by which one gets in"
        }
    }

    /// True where it is the interpreter itself that no agent is made for, whichever way it comes in.
    var isOfInterpreter: Bool {
        switch self {
        case .pyPy, .freeThreaded, .tooOld: true
        default: false
        }
    }

    /// True where a moment later is another matter, and nobody has to do anything.
    var isPassing: Bool {
        if case .noInterpreter = self { return true }
        return false
    }

    /// What to do next, in one line.
    public var remedy: String {
        switch self {
        case .noProcess: "looptop ls lists the services"
        case .otherUser: "run looptop as that user, or with sudo"
        case .ptraceScope(_, 3): "it can be changed only by a restart of the machine; \(Self.restart)"
        case .ptraceScope: "run looptop with sudo, or: sudo sysctl kernel.yama.ptrace_scope=0"
        case .notDumpable: "run looptop with sudo; in a container, as root and with --cap-add SYS_PTRACE"
        case .seccomp:
            "run looptop on the host, or start the container with --cap-add SYS_PTRACE "
                + "(Kubernetes: kubectl debug --profile=sysadmin --target=CONTAINER)"
        case .notPython: "name the pid of the Python process; looptop ls lists the services"
        case .pyPy, .tooOld, .freeThreaded: "run the service on CPython 3.8 or later, in the build with the GIL"
        case .tooNew, .unknownVersion: "a newer looptop may; \(Self.restart)"
        case .uwsgi, .hiddenSymbols: "load the agent in its code: import looptop; looptop.start()"
        case .pyInstaller: "load the agent in its code, then it is packed too: import looptop; looptop.start()"
        case .stopped(let pid): "let it go on (fg, or kill -CONT \(pid)), then try again"
        case .traced: "end that debugger or tracer (strace, gdb, py-spy), then try again"
        case .remoteDebuggingDisabled:
            "start it without -X disable-remote-debug and PYTHON_DISABLE_REMOTE_DEBUG, or with: "
                + "looptop run -- python app.py"
        case .noInterpreter: "try again in a moment"
        case .noDebugger: "install it (Debian, Ubuntu: apt install gdb), or \(Self.restart)"
        case .sealed: "load the agent in its code, before it seals itself: import looptop; looptop.start()"
        case .subinterpreters: Self.restart
        }
    }

    private static let restart = "start the service with the agent: looptop run -- python app.py"

    /// What can be had all the same, where it is the way in alone that is closed.
    private var otherEye: String? {
        switch self {
        case .stopped(let pid), .traced(let pid, _), .remoteDebuggingDisabled(let pid), .noDebugger(let pid, _),
            .sealed(let pid), .subinterpreters(let pid), .hiddenSymbols(let pid, _):
            "its tasks can be read from outside all the same: looptop ps \(pid) --outside"
        default: nil
        }
    }

    /// All of it, as an error of ours.
    public var error: AttachError {
        .unreachable(([sentence, remedy] + [otherEye].compactMap(\.self)).joined(separator: "\n"))
    }
}
