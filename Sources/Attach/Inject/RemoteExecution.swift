import Outside

/// A thread state of the main interpreter.
struct ThreadState: Hashable {
    let address: UInt64
    /// The thread's number in the process's own pid namespace.
    let nativeID: UInt64
}

/// Asks an interpreter of 3.14 or later to run a script, as PEP 768 describes it.
struct RemoteExecution<Space: Memory> {
    let memory: Space
    let layout: DebugOffsets.Layout
    /// The main interpreter.
    let interpreter: UInt64
    /// Interpreters in the process, the main one included.
    let interpreters: Int

    /// What is not as it should be.
    enum Problem: Error, Hashable {
        case memory(MemoryError)
        /// There is no main interpreter: it is starting, or ending.
        case noInterpreter
        /// The structures do not refer to each other as they must.
        case inconsistent
        case pathTooLong
    }

    /// Bit 5 of the breaker, `_PY_EVAL_PLEASE_STOP_BIT`: "something is to be done".
    private static var pleaseStop: UInt8 { 1 << 5 }

    /// Finds the main interpreter.
    init(memory: Space, runtime: UInt64, layout: DebugOffsets.Layout) throws(Problem) {
        self.memory = memory
        self.layout = layout
        var main: UInt64?
        var count = 0
        do {
            var next = try memory.word(runtime + layout.interpretersHead)
            while next != 0, count < 10_000 {
                count += 1
                if try memory.word(next + layout.interpreterID) == 0 { main = next }
                next = try memory.word(next + layout.nextInterpreter)
            }
        } catch {
            throw .memory(error)
        }
        guard let main else { throw .noInterpreter }
        interpreter = main
        interpreters = count
    }

    /// False where somebody has turned it off (`-X disable-remote-debug`, `PYTHON_DISABLE_REMOTE_DEBUG`).
    func isEnabled() throws(Problem) -> Bool {
        do { return try memory.int(interpreter + layout.isEnabled) != 0 } catch { throw .memory(error) }
    }

    /// The threads that run Python.
    func threads() throws(Problem) -> [ThreadState] {
        var found: [ThreadState] = []
        do {
            var next = try memory.word(interpreter + layout.threadsHead)
            while next != 0, found.count < 10_000 {
                guard try memory.word(next + layout.interpreter) == interpreter else { throw Problem.inconsistent }
                let id = try memory.word(next + layout.nativeThreadID)
                found.append(ThreadState(address: next, nativeID: id))
                next = try memory.word(next + layout.nextThread)
            }
        } catch let error as MemoryError {
            throw .memory(error)
        } catch {
            throw .inconsistent
        }
        return found
    }

    /// Asks a thread to run the script at its next chance; the path is as the process sees it.
    func ask(_ thread: ThreadState, toRun path: String) throws(Problem) {
        let bytes = Array(path.utf8) + [0]
        guard bytes.count <= DebugOffsets.pathSize else { throw .pathTooLong }
        let support = thread.address + layout.support
        let breaker = thread.address + layout.evalBreaker
        do {
            try memory.write(bytes, at: support + layout.path)
            try memory.write([1, 0, 0, 0], at: support + layout.pending)
            let bits = try memory.read(breaker, count: 1)
            try memory.write([bits[0] | Self.pleaseStop], at: breaker)
        } catch {
            throw .memory(error)
        }
    }

    /// True while a thread has been asked and has not taken it up.
    func isPending(_ thread: ThreadState) throws(Problem) -> Bool {
        do { return try memory.int(thread.address + layout.support + layout.pending) != 0 } catch {
            throw .memory(error)
        }
    }

    /// Takes the request back; what the breaker does then finds nothing to do.
    func withdraw(_ thread: ThreadState) throws(Problem) {
        do { try memory.write([0, 0, 0, 0], at: thread.address + layout.support + layout.pending) } catch {
            throw .memory(error)
        }
    }
}
