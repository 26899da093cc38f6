import Glibc
import Outside

/// One attempt by PEP 768: asks, wakes who sleeps, waits, and takes the request back where nobody answers.
struct RemoteExecutionAttempt {
    let plan: InjectionPlan
    let agent: StagedAgent
    let patience: Duration

    private typealias Execution = RemoteExecution<RemoteMemory>

    /// Returns once the agent has answered, or the process has ended.
    func run() async throws(AttachError) {
        do {
            try await attempt()
        } catch let error as AttachError {
            throw error
        } catch let problem as Execution.Problem {
            // A process that ends takes its memory with it.
            guard plan.target.isAlive else { throw InjectionRefusal.noProcess(pid: plan.pid).error }
            throw .failed("the interpreter of process \(plan.pid) is not as expected (\(problem)); try again")
        } catch let refusal as InjectionRefusal {
            throw refusal.error
        } catch {
            throw .failed("interrupted")
        }
    }

    private func attempt() async throws {
        guard let runtime = try Inspection(pid: plan.pid).runtime, let layout = runtime.offsets.layout else {
            throw InjectionRefusal.noInterpreter(pid: plan.pid)
        }
        let execution = try Execution(
            memory: RemoteMemory(pid: plan.pid), runtime: runtime.address, layout: layout)
        // The main thread is where Python itself would run it; if that sleeps, a loop's thread is as good.
        for thread in [plan.pid] + loopThreads.prefix(3) {
            if try await ask(execution, thread, patience: .milliseconds(50), wakes: 3) != .ignored { return }
        }
        // Nobody of them runs Python now. gdb can have it run where a thread waits with nothing half done.
        if let debugger = Debugger.find(), QuietThread.find(in: plan.target) != nil {
            return try await DebuggerAttempt(plan: plan, agent: agent, debugger: debugger, patience: patience).run()
        }
        guard try await ask(execution, plan.pid, patience: patience, wakes: 0) == .ignored else { return }
        throw unanswered(wasConsumed: false)
    }

    private enum Outcome {
        case answered, ended
        /// The thread did not take it up, and the request is taken back.
        case ignored
    }

    /// Asks one thread. Once it has taken the request up there is only waiting.
    private func ask(_ execution: Execution, _ thread: Int, patience: Duration, wakes: Int) async throws -> Outcome {
        let end = ContinuousClock.now + self.patience
        guard let state = try state(execution, of: thread) else { return .ignored }
        try execution.ask(state, toRun: agent.script)
        do {
            var outcome = try await answer(within: patience)
            for _ in 0..<wakes where outcome == .ignored {
                guard try execution.isPending(state), wake(thread) else { break }
                outcome = try await answer(within: .milliseconds(100))
            }
            if outcome != .ignored { return outcome }
        } catch {
            try withdraw(execution, state, thread)
            throw error
        }
        if try withdraw(execution, state, thread) { return .ignored }
        var outcome = try await answer(within: max(.milliseconds(500), end - .now))
        if outcome == .ignored, agent.isTaken { outcome = try await answer(within: Injector.loading) }
        if outcome == .ignored { throw unanswered(wasConsumed: true) }
        return outcome
    }

    /// The state of a thread; it may have ended, and its memory may belong to others, at any time.
    private func state(_ execution: Execution, of thread: Int) throws -> ThreadState? {
        guard let status = ProcessStatus(pid: plan.pid, thread: thread) else { return nil }
        return try execution.threads().first { $0.nativeID == UInt64(status.innerPid) }
    }

    /// Takes the request back; false where it has been taken up.
    @discardableResult
    private func withdraw(_ execution: Execution, _ state: ThreadState, _ thread: Int) throws -> Bool {
        guard plan.target.isAlive, try self.state(execution, of: thread) == state else { return true }
        guard try execution.isPending(state) else { return false }
        try execution.withdraw(state)
        return true
    }

    /// Threads besides the main one that wait for events.
    private var loopThreads: [Int] {
        plan.target.threads.filter { thread in
            guard thread != plan.pid, case .epoll? = ThreadWait(pid: plan.pid, thread: thread) else { return false }
            return true
        }
    }

    /// Wakes the loop of a thread; false where it is none that waits.
    private func wake(_ thread: Int) -> Bool {
        guard case .epoll(let descriptor)? = ThreadWait(pid: plan.pid, thread: thread) else { return false }
        return SelfPipe(pid: plan.pid, epoll: descriptor)?.wake(plan.pid) ?? false
    }

    private func answer(within time: Duration) async throws -> Outcome {
        let end = ContinuousClock.now + time
        while agent.answer() == nil {
            guard plan.target.isAlive else { return .ended }
            if ContinuousClock.now >= end { return .ignored }
            if Interruption.hasCome { throw CancellationError() }
            try await Task.sleep(for: .milliseconds(2))
        }
        return .answered
    }

    private func unanswered(wasConsumed: Bool) -> AttachError {
        UnansweredAttempt(pid: plan.pid, patience: patience, wasConsumed: wasConsumed, wasBegun: agent.isTaken).error
    }
}
