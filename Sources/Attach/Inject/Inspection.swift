import Glibc
import Model
import Outside

/// Looks at a process from outside: what keeps us out, and what way there is in. Changes nothing.
struct Inspection {
    let target: TargetProcess
    let mappings: [MemoryMapping]
    let runtime: RemoteRuntime?

    /// Looks; refuses where that alone shows that there is no way.
    init(pid: Int) throws(InjectionRefusal) {
        guard let target = TargetProcess(pid: pid) else { throw .noProcess(pid: pid) }
        self.target = target
        if let reason = Self.closed(target) { throw reason }
        guard let mappings = MemoryMapping.all(of: pid) else {
            throw target.isAlive ? Self.locked(target) : .noProcess(pid: pid)
        }
        self.mappings = mappings
        if target.executable.isEmpty, mappings.isEmpty { throw .notPython(pid: pid, program: "a thread of the kernel") }
        if let reason = Self.otherProgram(target, mappings) { throw reason }
        let memory = RemoteMemory(pid: pid)
        if let probe = mappings.first(where: { $0.isReadable && $0.isOfFile }) {
            do { _ = try memory.read(probe.range.lowerBound, count: 1) } catch { throw Self.unread(target, error) }
        }
        runtime = RemoteRuntime.find(in: mappings, of: memory)
    }

    /// The way in.
    func plan() throws(InjectionRefusal) -> InjectionPlan {
        let pid = target.pid
        var read: ElfSymbols?
        func symbols() -> ElfSymbols {
            let known = read ?? ElfSymbols(process: target, mappings: mappings)
            read = known
            return known
        }
        let python = try version(symbols)
        if runtime?.offsets.isFreeThreaded == true || isFreeThreadedByName { throw .freeThreaded(pid: pid) }
        guard python >= PythonVersion(major: 3, minor: 8) else { throw .tooOld(pid: pid, version: python) }
        if python.minor >= 14 { return try remoteExecution(python) }
        guard let debugger = Debugger.find() else { throw .noDebugger(pid: pid, version: python) }
        guard symbols().exports(Debugger.needed) else {
            throw .hiddenSymbols(pid: pid, program: target.executable)
        }
        if let count = runtime?.interpreters(in: RemoteMemory(pid: pid)), count > 1 {
            throw .subinterpreters(pid: pid)
        }
        return plan(python, .debugger(path: debugger), hasSubinterpreters: false)
    }

    private func remoteExecution(_ python: PythonVersion) throws(InjectionRefusal) -> InjectionPlan {
        let pid = target.pid
        guard let runtime, let layout = runtime.offsets.layout else { throw .tooNew(pid: pid, version: python) }
        do {
            let execution = try RemoteExecution(
                memory: RemoteMemory(pid: pid), runtime: runtime.address, layout: layout)
            guard try execution.isEnabled() else { throw InjectionRefusal.remoteDebuggingDisabled(pid: pid) }
            return plan(python, .remoteExecution, hasSubinterpreters: execution.interpreters > 1)
        } catch let refusal as InjectionRefusal {
            throw refusal
        } catch {
            throw .noInterpreter(pid: pid)
        }
    }

    private func plan(_ python: PythonVersion, _ way: InjectionPlan.Way, hasSubinterpreters: Bool) -> InjectionPlan {
        InjectionPlan(
            pid: target.pid, name: Self.name(of: ProcessFacts.arguments(of: target.pid)), python: python, way: way,
            hasSubinterpreters: hasSubinterpreters, target: target)
    }

    /// The version: as the interpreter's table says, else as its files are called.
    private func version(_ symbols: () -> ElfSymbols) throws(InjectionRefusal) -> PythonVersion {
        if let version = runtime?.offsets.version { return version }
        if let version = symbols().version { return version }
        let paths = [target.executable] + mappings.filter(\.isOfFile).map(\.path)
        guard let version = paths.lazy.compactMap({ PythonVersion(inPath: $0) }).first else {
            throw .unknownVersion(pid: target.pid)
        }
        return version
    }

    private var isFreeThreadedByName: Bool {
        ([target.executable] + mappings.map(\.path)).contains { path in
            guard let name = path.split(separator: "/").last, name.holds("python3.") else { return false }
            return name.hasSuffix("t") || name.holds("t.so")
        }
    }

    /// Whom the kernel will not let in.
    private static func closed(_ target: TargetProcess) -> InjectionRefusal? {
        if target.status.tracer != 0 { return .traced(pid: target.pid, tracer: target.status.tracer) }
        if target.status.seccomp == 1 { return .sealed(pid: target.pid) }
        if target.status.state == "T" || target.status.state == "t" { return .stopped(pid: target.pid) }
        return nil
    }

    /// Why its memory was not read: a program that starts another one in its place, or ends, forbids nothing.
    private static func unread(_ target: TargetProcess, _ error: MemoryError) -> InjectionRefusal {
        if error.code == EPERM || error.code == EACCES || error.code == ENOSYS { return locked(target) }
        return target.isAlive ? .noInterpreter(pid: target.pid) : .noProcess(pid: target.pid)
    }

    /// Why its memory may not be read.
    static func locked(_ target: TargetProcess) -> InjectionRefusal {
        let pid = target.pid
        guard let own = ProcessStatus(pid: Int(getpid())) else { return .notDumpable(pid: pid) }
        if own.uid != target.status.uid, !own.mayTraceAll, own.uid != 0 {
            return .otherUser(pid: pid, uid: target.status.uid)
        }
        let scope = FileFacts.text(of: "/proc/sys/kernel/yama/ptrace_scope").flatMap { Int($0.prefix(1)) } ?? 0
        if scope == 3 || scope > 0 && !own.mayTraceAll { return .ptraceScope(pid: pid, scope: scope) }
        if own.seccomp == 2 { return .seccomp(pid: pid) }
        return .notDumpable(pid: pid)
    }

    /// Programs that are no Python of ours.
    private static func otherProgram(_ target: TargetProcess, _ mappings: [MemoryMapping]) -> InjectionRefusal? {
        ForeignProgram.refusal(
            pid: target.pid, executable: target.executable, mappings: mappings,
            isFile: { FileFacts.isFile(target.outside($0)) },
            children: {
                ProcessFacts.descendants(of: target.pid)
                    .filter { FileFacts.link("/proc/\($0)/exe") == target.executable }
                    .compactMap(MemoryMapping.all)
            })
    }

    /// The script or module of a command line.
    static func name(of arguments: [String]) -> String {
        var rest = arguments.dropFirst()[...]
        while let argument = rest.popFirst() {
            if argument == "-m" { return rest.first ?? "python" }
            if argument == "-c" || argument == "-" { return "python \(argument)" }
            if argument == "-W" || argument == "-X" {
                rest = rest.dropFirst()
            } else if !argument.hasPrefix("-") {
                return String(argument.split(separator: "/").last ?? "python")
            }
        }
        return "python"
    }
}
