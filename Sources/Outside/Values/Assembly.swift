import Model

/// Puts what was read of an interpreter together: who runs, who waits for whom.
final class Assembly {
    private(set) var reading: Reading
    var hasAsyncio = false {
        didSet { reading.hasAsyncio = hasAsyncio }
    }
    private let code: CodeTable
    private var loops: [UInt64: Int] = [:]

    init(_ python: PythonVersion, _ code: CodeTable) {
        reading = Reading(python: python, hasAsyncio: false)
        self.code = code
    }

    /// What the list of tasks tells.
    func add(_ found: TaskList.Found) {
        reading.unreadable += found.unreadable
        reading.isComplete = reading.isComplete && found.isComplete
    }

    /// Takes the tasks and threads of one interpreter.
    ///
    /// - Parameters:
    ///   - running: the task of each loop that is in a step (up to 3.13).
    ///   - mainThread: the `pthread_t` of the main thread.
    func add(
        _ scan: TaskScan.Result, threads: [ThreadReader.Thread], names: ThreadNames, running: [UInt64: UInt64],
        mainThread: UInt64, details: ObjectDetails
    ) {
        addLoops(scan.settled, running: running, threads: threads, details: details)
        var inStep = running.filter { $0.value != 0 }
        for thread in threads where thread.runningTask != 0 { inStep[thread.runningLoop] = thread.runningTask }
        let coroutines = Dictionary(scan.settled.map { ($0.coroutine, $0.address) }) { first, _ in first }
        let firstThread = reading.threads.count
        var stacks: [UInt64: [ThreadReader.Frame]] = [:]
        for thread in threads {
            let own = thread.stack?.first { coroutines[$0.generator] != nil }.flatMap { coroutines[$0.generator] }
            let task = inStep.first { loop, _ in isRun(loop, by: thread, details) }?.value ?? own
            if let task, let stack = thread.stack { stacks[task] = stack }
            add(thread, task: task, names: names, isMain: thread.ident == mainThread)
        }
        for (address, index) in loops {
            guard let number = threads.firstIndex(where: { isRun(address, by: $0, details) }) else { continue }
            reading.loops[index].thread = firstThread + number
        }
        addTasks(scan, inStep: Set(inStep.values), stacks: stacks, details: details)
    }

    private func isRun(_ loop: UInt64, by thread: ThreadReader.Thread, _ details: ObjectDetails) -> Bool {
        thread.runningLoop != 0 ? thread.runningLoop == loop : details.loop(loop).thread == thread.ident
    }

    private func addLoops(
        _ tasks: [ParsedTask], running: [UInt64: UInt64], threads: [ThreadReader.Thread], details: ObjectDetails
    ) {
        let addresses = Set(tasks.map(\.loop)).union(running.keys).union(threads.map(\.runningLoop)).subtracting([0])
        for address in addresses.sorted() where loops[address] == nil {
            guard reading.loops.count < 1000, let name = details.loop(address).implementation else { continue }
            loops[address] = reading.loops.count
            reading.loops.append(
                LoopReading(
                    address: address, implementation: name, thread: nil, isDebug: details.loop(address).isDebug))
        }
    }

    private func add(_ thread: ThreadReader.Thread, task: UInt64?, names: ThreadNames, isMain: Bool) {
        let facts = names.byIdent[thread.ident]
        reading.threads.append(
            ThreadReading(
                name: facts?.name ?? "", native: thread.native ?? facts?.native, isMain: isMain,
                isDaemon: facts?.isDaemon ?? false, holdsGil: thread.holdsGil,
                stack: thread.stack?.reversed().map { code.place($0.code, at: $0.offset) }, task: task))
    }

    private func addTasks(
        _ scan: TaskScan.Result, inStep: Set<UInt64>, stacks: [UInt64: [ThreadReader.Frame]], details: ObjectDetails
    ) {
        var weave = GroupWeave(scan.settled, first: reading.groups.count)
        for task in scan.settled { weave.add(task) }
        reading.groups += weave.groups.map { details.counted($0) }
        for task in scan.settled {
            let isInStep = inStep.contains(task.address) || task.end == .running
            var chain = task.chain.map(\.place)
            if isInStep, let inner = stacks[task.address].flatMap({ self.inner(of: task, on: $0) }) { chain = inner }
            reading.tasks.append(
                TaskReading(
                    address: task.address, name: task.name, coroutine: task.coroutineName, loop: loops[task.loop] ?? 0,
                    state: Self.state(of: task, isInStep: isInStep), chain: chain,
                    awaits: weave.awaited(by: task), wait: isInStep || task.waiter == 0 ? nil : task.wait,
                    onGroup: weave.group(awaitedBy: task), groups: weave.groups(of: task), cancels: task.cancels,
                    isChanging: false))
        }
        for address in scan.changing {
            reading.tasks.append(
                TaskReading(
                    address: address, name: "", coroutine: "", loop: 0, state: .ready, chain: [], groups: [],
                    isChanging: true))
        }
        reading.changing += scan.changing.count
        reading.redone += scan.redone
        reading.places = code.places
    }

    /// The frames of a task in a step are on the stack of its thread: from its own coroutine inwards.
    private func inner(of task: ParsedTask, on stack: [ThreadReader.Frame]) -> [Int32]? {
        guard let own = stack.firstIndex(where: { $0.generator == task.coroutine }) else { return nil }
        return stack[...own].reversed().map { code.place($0.code, at: $0.offset) }
    }

    private static func state(of task: ParsedTask, isInStep: Bool) -> TaskState {
        if isInStep { return .running }
        if task.mustCancel || (task.cancels ?? 0) > 0 { return .cancelling }
        return task.waiter == 0 ? .ready : .waiting
    }
}
