import Glibc

/// One attempt by PEP 768: asks, wakes who sleeps, waits, and takes the request back where nobody answers.
struct RemoteExecutionAttempt {
    let plan: InjectionPlan
    let agent: StagedAgent
    let patience: Duration

    /// Returns once the agent has answered, or the process has ended.
    func run() async throws(AttachError) {
        do {
            try await attempt()
        } catch let error as AttachError {
            throw error
        } catch let problem as RemoteExecution<RemoteMemory>.Problem {
            // A process that ends takes its memory with it.
            guard plan.target.isAlive else { throw InjectionRefusal.noProcess(pid: plan.pid).error }
            throw .failed("the interpreter of process \(plan.pid) is not as expected (\(problem)); try again")
        } catch {
            throw .failed("interrupted")
        }
    }

    private func attempt() async throws {
        guard let runtime = try Inspection(pid: plan.pid).runtime, let layout = runtime.offsets.layout else {
            throw InjectionRefusal.noInterpreter(pid: plan.pid).error
        }
        let execution = try RemoteExecution(
            memory: RemoteMemory(pid: plan.pid), runtime: runtime.address, layout: layout)
        // The main thread is where Python itself would run it; without one, any that runs Python.
        guard let thread = try execution.threads(first: plan.target.status.innerPid).first else {
            throw InjectionRefusal.noInterpreter(pid: plan.pid).error
        }
        try execution.ask(thread, toRun: agent.script)
        do {
            if try await isAnswered(within: .milliseconds(50)) { return }
            for _ in 0..<3 {
                guard try execution.isPending(thread) else { break }
                wake()
                if try await isAnswered(within: .milliseconds(100)) { return }
            }
            if try await isAnswered(within: patience) { return }
        } catch {
            _ = try withdraw(execution, thread)
            throw error
        }
        let wasConsumed = try withdraw(execution, thread)
        // It may have been taken up at the last moment.
        if try await isAnswered(within: .milliseconds(500)) { return }
        throw UnansweredAttempt(pid: plan.pid, patience: patience, wasConsumed: wasConsumed, wasBegun: agent.isTaken)
            .error
    }

    /// Wakes the loop of the main thread, if it is one that waits.
    private func wake() {
        guard case .epoll(let descriptor)? = ThreadWait(pid: plan.pid, thread: plan.pid) else { return }
        _ = SelfPipe(pid: plan.pid, epoll: descriptor)?.wake(plan.pid)
    }

    /// Takes the request back; only where the thread is still there, for its memory may belong to others by now.
    /// True where nothing was left to be taken back.
    private func withdraw(_ execution: RemoteExecution<RemoteMemory>, _ thread: ThreadState) throws -> Bool {
        guard plan.target.isAlive, try execution.threads(first: 0).contains(thread) else { return true }
        guard try execution.isPending(thread) else { return true }
        try execution.withdraw(thread)
        return false
    }

    private func isAnswered(within time: Duration) async throws -> Bool {
        let end = ContinuousClock.now + time
        while agent.answer() == nil {
            guard plan.target.isAlive else { return true }
            if ContinuousClock.now >= end { return false }
            try await Task.sleep(for: .milliseconds(2))
        }
        return true
    }
}
