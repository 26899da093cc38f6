import Glibc
import Model

/// One attempt by gdb: it attaches, has the script run, and lets go; bounded, whatever becomes of us.
///
/// No library runs it: the teardown of swift-subprocess 1.0 ends in a SIGKILL that cannot be left out, for a gdb that has
/// not ended by then. A gdb that is killed leaves its breakpoints in the service, which then dies of the first that it comes
/// by. This one ends by `timeout`'s SIGINT, also when looptop is gone, and is left alone where that does not help.
struct DebuggerAttempt {
    let plan: InjectionPlan
    let agent: StagedAgent
    let debugger: String
    let patience: Duration

    /// Returns once the agent has answered, or the process has ended.
    func run() async throws(AttachError) {
        var process = try start()
        let end = ContinuousClock.now + patience
        // gdb ends by itself when its time is up (`timeout`): the process must not be left with breakpoints in it.
        var isInterrupted = false
        var rounds = 0
        while process.child.poll() == nil {
            if Interruption.hasCome, !isInterrupted {
                kill(pid_t(process.child.pid), SIGINT)
                isInterrupted = true
            }
            process.output.read()
            rounds += 1
            if rounds % 20 == 0 { wake() }
            guard ContinuousClock.now < end + patience else { throw stuck(process.child.pid) }
            await pause(.milliseconds(10))
        }
        process.output.read()
        while agent.answer() == nil, plan.target.isAlive {
            let bound = agent.isTaken ? end + Injector.loading : end
            guard ContinuousClock.now < bound, process.output.isDone || agent.isTaken else {
                throw failure(process.output.text)
            }
            await pause(.milliseconds(2))
        }
    }

    private struct Running {
        let child: ChildProcess
        var output: PipeOutput
        let script: TemporaryFile
    }

    /// gdb under `timeout`, which interrupts it as Ctrl-C would: then it removes its breakpoints and lets go.
    private func start() throws(AttachError) -> Running {
        let seconds = max(1, patience.components.seconds)
        let quiet = QuietThread.find(in: plan.target)
        let script = GdbScript(pid: plan.pid, path: agent.script, quiet: quiet)
        let file = try TemporaryFile(script.text)
        let output = try PipeOutput()
        defer { output.closeWriting() }
        let command = [
            "timeout", "--foreground", "--signal=INT", "\(seconds)", debugger, "-nx", "-q", "-batch", "-readnever",
            "-iex", "set auto-load off", "-iex", "set auto-solib-add off", "-iex", "set debuginfod enabled off",
            "-iex", "set libthread-db-search-path /nonexistent", "-iex", "set sysroot /proc/\(plan.pid)/root",
            // Of a thread that is not the first, gdb stops it alone.
            "/proc/\(plan.pid)/exe", "-p", "\(quiet?.id ?? plan.pid)", "-x", file.path,
        ]
        let environment = ["PATH": "/usr/local/bin:/usr/bin:/bin", "LC_ALL": "C", "HOME": "/nonexistent"]
        let child = try ChildProcess(command, environment: environment, output: output.writing)
        return Running(child: child, output: output, script: file)
    }

    /// Wakes an idle loop, so that it comes by the breakpoints.
    private func wake() {
        guard case .epoll(let descriptor)? = ThreadWait(pid: plan.pid, thread: plan.pid) else { return }
        _ = SelfPipe(pid: plan.pid, epoll: descriptor)?.wake(plan.pid)
    }

    private func pause(_ time: Duration) async {
        // A cancelled task goes on without pauses to its bound: gdb is not to be left alone.
        try? await Task.sleep(for: time)
    }

    private func failure(_ output: String) -> AttachError {
        if output.holds(GdbScript.several) { return InjectionRefusal.subinterpreters(pid: plan.pid).error }
        if let reason = Self.reason(in: output) {
            return .failed("gdb cannot get into process \(plan.pid): \(reason)\nthe service goes on as before")
        }
        return UnansweredAttempt(pid: plan.pid, patience: patience, wasConsumed: false, wasBegun: agent.isTaken).error
    }

    private func stuck(_ debugger: Int) -> AttachError {
        .failed("gdb (process \(debugger)) does not let go of process \(plan.pid); end it with: kill -INT \(debugger)")
    }

    /// gdb's own complaint.
    static func reason(in output: String) -> String? {
        let lines = output.split(separator: "\n")
        let complaint = lines.first {
            $0.holds("ptrace: ") || $0.holds("Could not attach") || $0.holds("No symbol \"")
        }
        return complaint.map(String.init)
    }
}
