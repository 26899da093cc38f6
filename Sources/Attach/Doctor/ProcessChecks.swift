public import Model

/// What works with one process, and what does not.
public enum ProcessChecks {
    /// Looks at it.
    public static func look(_ pid: Int, environment: [String: String]) async -> [Check] {
        guard let process = await ProcessExamination(pid: pid, environment: environment) else {
            let refusal = InjectionRefusal.noProcess(pid: pid)
            return [Check(.problem, "process", refusal.sentence, remedy: refusal.remedy)]
        }
        return process.checks
    }
}

extension ProcessExamination {
    /// What is to be said of it, in the order in which one would ask.
    var checks: [Check] {
        let checks = [
            processCheck, ownerCheck, stateCheck, tracerCheck, pythonCheck, containerCheck, filterCheck, agentCheck,
        ]
        return (checks + [agent == nil ? wayCheck : nil, loopCheck]).compactMap(\.self) + troubleChecks
    }

    private var processCheck: Check {
        Check(
            .ok, "process",
            "\(pid), \(name), \(Plural.count(threads, "thread"))"
                + (executable.isEmpty ? "" : ", \(executable)"))
    }

    private var ownerCheck: Check {
        if status.uid == ownUser { return Check(.ok, "owner", "uid \(status.uid), as you are") }
        if ownUser == 0 { return Check(.ok, "owner", "uid \(status.uid); you are root, and may look into it") }
        return Check(
            .problem, "owner", "uid \(status.uid); you are uid \(ownUser)",
            remedy: "sudo -u '#\(status.uid)' looptop attach \(pid), or: sudo looptop attach \(pid)")
    }

    private var stateCheck: Check? {
        guard status.state == "T" || status.state == "t" else { return nil }
        let refusal = InjectionRefusal.stopped(pid: pid)
        return Check(.problem, "state", "it is stopped, and its loop with it", remedy: refusal.remedy)
    }

    private var tracerCheck: Check? {
        guard status.tracer != 0 else { return nil }
        let refusal = InjectionRefusal.traced(pid: pid, tracer: status.tracer)
        // An agent that is there does not mind.
        return Check(agent == nil ? .problem : .note, "tracer", refusal.sentence, remedy: refusal.remedy)
    }

    /// The version, and what kind of build it is.
    private var pythonCheck: Check? {
        if case .failure(let refusal) = way, refusal.isAboutPython, agent == nil {
            return Check(.problem, "python", refusal.sentence, remedy: refusal.remedy)
        }
        guard let python else {
            return agent != nil || executable.isEmpty
                ? nil : Check(.note, "python", "which Python it runs cannot be seen from its files")
        }
        return Check(.ok, "python", "CPython \(python)")
    }

    private var containerCheck: Check? {
        guard let foreignNamespaces else { return nil }
        guard !foreignNamespaces.isEmpty || !isRootShared else { return nil }
        var words = container.map { "in a container (\($0))" } ?? "in a container, or one's like"
        if !foreignNamespaces.isEmpty { words += ", with \(foreignNamespaces.joined(separator: ", ")) of its own" }
        return Check(.ok, "container", words + (isRootShared ? "" : "; it is reached through /proc/\(pid)/root"))
    }

    private var filterCheck: Check? {
        switch status.seccomp {
        case 1 where agent == nil:
            Check(
                .problem, "seccomp",
                "it may do nothing but read and write (strict mode): an agent's thread would end it",
                remedy: "load the agent before it locks itself in: import looptop; looptop.start()")
        case 2 where agent == nil:
            Check(
                .note, "seccomp",
                "it runs under a filter of system calls; an agent needs threads (clone) and Unix sockets "
                    + "(socket, bind, listen, accept4), as containers and systemd usually allow")
        default: nil
        }
    }

    private var agentCheck: Check {
        guard let agent else {
            guard workers.isEmpty else {
                return Check(
                    .ok, "agent",
                    "none itself; \(workers.count) of its workers have one: "
                        + workers.map { "\($0)" }.joined(separator: ", "), remedy: "looptop attach \(pid)")
            }
            if status.uid != ownUser, ownUser != 0 {
                return Check(
                    .note, "agent", "unknown: another user's cannot be seen", remedy: "sudo looptop doctor \(pid)")
            }
            return Check(.note, "agent", "none yet", remedy: (try? way.get()) == nil ? nil : "looptop attach \(pid)")
        }
        if agent.isForbidden {
            return Check(
                .problem, "agent", "\(agent.socket) lets only its own user in", remedy: "sudo looptop attach \(pid)")
        }
        if let silence = agent.silence {
            return Check(
                .problem, "agent", "\(agent.socket) does not answer: \(silence)",
                remedy: status.state == "T"
                    ? "kill -CONT \(pid)" : "what the process does meanwhile: py-spy dump --native --pid \(pid)")
        }
        guard agent.version == AgentVersion.embedded else {
            return Check(
                .note, "agent",
                "version \(agent.version ?? "unknown") answers; this program's is \(AgentVersion.embedded ?? "unknown")",
                remedy: "start the service anew with this looptop's agent, where something is not told")
        }
        return Check(.ok, "agent", "version \(agent.version ?? "unknown") answers at \(agent.socket)")
    }

    /// What has failed in the agent; the service is not touched by it.
    private var troubleChecks: [Check] {
        (agent?.trouble?.kinds ?? []).map { kind in
            Check(
                .note, "agent", kind.sentence,
                remedy: "what it tells of that is unknown, the rest is not touched: please report it")
        }
    }

    /// How an agent would get in; nil where what has been said already keeps it out.
    private var wayCheck: Check? {
        switch way {
        case .failure(let refusal):
            return refusal.isAboutPython || refusal.isAboutState
                ? nil : Check(.problem, "way in", refusal.sentence, remedy: refusal.remedy)
        case .success(let plan):
            if socketDirectory == nil {
                return Check(
                    .problem, "way in",
                    "\(plan.way.words); but there is no directory for the agent's socket"
                        + (refusedDirectories.isEmpty ? "" : ": ")
                        + refusedDirectories.map { "\($0)" }.joined(separator: "; "),
                    remedy:
                        "give it a folder that it may write (--tmpfs /tmp, an emptyDir), or a LOOPTOP_DIR that is one")
            }
            let place = socketDirectory.map { "; its socket goes to \($0)" } ?? ""
            guard plan.hasSubinterpreters else { return Check(.ok, "way in", plan.way.words + place) }
            return Check(
                .note, "way in",
                "\(plan.way.words)\(place); it has several interpreters, and only the loops of the main one will be seen"
            )
        }
    }

    private var loopCheck: Check? {
        if let agent {
            guard let loops = agent.loops else { return nil }
            let running = loops.filter(\.isRunning)
            guard !running.isEmpty else {
                return Check(
                    .note, "loop", "no event loop runs in it now",
                    remedy: "its threads, and where they stand: looptop attach \(pid)")
            }
            return Check(
                .ok, "loop", running.map { "\($0.implementation) in \($0.threadName)" }.joined(separator: ", "))
        }
        if case .failure(let refusal) = way, refusal.isAboutPython { return nil }
        if let loop { return Check(.ok, "loop", "\(loop), as its files and descriptors say") }
        guard foreignNamespaces != nil else { return nil }
        return Check(
            .note, "loop", "it does not look as if an event loop ran in it (no asyncio code with an epoll descriptor)",
            remedy: "a server's master has none; its workers do: looptop ls")
    }
}

extension InjectionRefusal {
    /// True where what it runs is the matter, and nothing that could be changed around it.
    var isAboutPython: Bool {
        switch self {
        case .notPython, .pyPy, .uwsgi, .pyInstaller, .freeThreaded, .tooOld, .tooNew, .unknownVersion, .hiddenSymbols:
            true
        case .noProcess, .otherUser, .ptraceScope, .notDumpable, .seccomp, .stopped, .traced, .remoteDebuggingDisabled,
            .noInterpreter, .noDebugger, .subinterpreters, .sealed:
            false
        }
    }

    /// True where its owner, its state or its tracer is the matter.
    var isAboutState: Bool {
        switch self {
        case .otherUser, .stopped, .traced, .sealed: true
        default: false
        }
    }
}
