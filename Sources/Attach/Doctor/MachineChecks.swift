public import Model

extension MachineFacts {
    /// What works here, and what does not. `services` are those that were found.
    public var checks: [Check] {
        [socketCheck, accessCheck, memoryCheck, debuggerCheck, agentCheck, pythonCheck, waysCheck].compactMap(\.self)
    }

    private var socketCheck: Check {
        let directory: SocketDirectory
        switch sockets {
        case .failure(let error):
            return Check(.problem, "sockets", error.message, remedy: "export LOOPTOP_DIR=/tmp/looptop-\(uid)")
        case .success(let found): directory = found
        }
        let path = directory.path
        switch place {
        case .missing(nil): return Check(.ok, "sockets", "\(path); it is made when the first service starts" + long)
        case .missing(let obstacle?):
            return Check(
                .problem, "sockets", "\(path) cannot be made (\(obstacle))",
                remedy: "export LOOPTOP_DIR=/tmp/looptop-\(uid)")
        case .notADirectory:
            return Check(
                .problem, "sockets", "\(path) is not a directory",
                remedy: "remove it, or: export LOOPTOP_DIR=/tmp/looptop-\(uid)-sockets")
        case .directory(let owner, _) where owner != uid:
            return Check(
                .problem, "sockets", "\(path) belongs to uid \(owner), not to you (uid \(uid))",
                remedy: "export LOOPTOP_DIR to a directory of yours, for the service too")
        case .directory(_, let mode) where mode & 0o077 != 0:
            return Check(
                .problem, "sockets", "\(path) is open to others (mode 0\(String(mode, radix: 8)))",
                remedy: "chmod 700 \(path)")
        case .directory: return Check(.ok, "sockets", "\(path), yours alone" + long)
        }
    }

    /// Where sockets go whose path would be too long for an address.
    private var long: String {
        guard let directory = try? sockets.get(), directory.socket(of: 4_194_304).hasPrefix(directory.fallback + "/"),
            directory.path != directory.fallback
        else { return "" }
        return "; its path is too long for a socket's address, which goes to \(directory.fallback)"
    }

    private var accessCheck: Check {
        if ptraceScope == 3 {
            return Check(
                .problem, "access", "nobody may look into a running process (kernel.yama.ptrace_scope is 3)",
                remedy: "it can be changed only by a restart; start services with: looptop run -- python app.py")
        }
        if mayTraceAll { return Check(.ok, "access", "into the processes of every user (CAP_SYS_PTRACE)") }
        switch ptraceScope ?? 0 {
        case 0: return Check(.ok, "access", "into the processes of uid \(uid); those of others need sudo")
        case let scope:
            return Check(
                .note, "access",
                "services with an agent are reached; an agent is put into a running process by root alone "
                    + "(kernel.yama.ptrace_scope is \(scope))",
                remedy: scope == 1 ? "sudo looptop, or: sudo sysctl kernel.yama.ptrace_scope=0" : "sudo looptop")
        }
    }

    private var memoryCheck: Check {
        guard let code = memoryError else { return Check(.ok, "memory", "of processes can be read (process_vm_readv)") }
        return Check(
            .problem, "memory",
            "of processes cannot be read (process_vm_readv: \(lastError(code)))"
                + (isFiltered ? "; a filter of system calls forbids it (seccomp)" : ""),
            remedy: "run looptop on the host, or start the container with --cap-add SYS_PTRACE")
    }

    private var debuggerCheck: Check {
        guard let debugger else {
            return Check(
                .note, "gdb", "is not installed; it gets agents into running processes of Python 3.8 to 3.13",
                remedy: "\(installer) gdb")
        }
        guard let line = debugger.line else {
            return Check(
                .problem, "gdb", "\(debugger.path) does not answer `gdb --version`", remedy: "\(installer) gdb")
        }
        return Check(.ok, "gdb", "\(debugger.path), \(line)")
    }

    private var agentCheck: Check {
        guard agentFiles > 0, let agentVersion else {
            return Check(.problem, "agent", "this program carries no agent", remedy: "build it anew: make install")
        }
        return Check(.ok, "agent", "version \(agentVersion), \(agentFiles) files in this program")
    }

    private var pythonCheck: Check {
        guard let python, let line = python.line else {
            return Check(
                .note, "python3",
                python.map { "\($0.path) does not run" } ?? "is not in PATH; only looptop demo needs it",
                remedy: "\(installer) python3, or: looptop demo --python PATH")
        }
        return Check(.ok, "python3", "\(python.path), \(line)")
    }

    private var waysCheck: Check? {
        let examples = [
            "ssh": "--via 'ssh HOST'", "docker": "--via 'docker exec -i NAME'",
            "podman": "--via 'podman exec -i NAME'", "kubectl": "--via 'kubectl exec -i POD --'",
        ]
        guard !ways.isEmpty else { return nil }
        return Check(.ok, "elsewhere", ways.compactMap { examples[$0] }.joined(separator: ", "))
    }
}
