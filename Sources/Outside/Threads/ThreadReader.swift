/// Reads what threads do: their stacks, who has the GIL, which task runs.
///
/// It has pages of its own: a thread state that was copied earlier than the frames does not fit to them.
struct ThreadReader {
    let interpreters: Interpreters
    let frames: FrameReader
    private var objects: Objects { interpreters.objects }
    private var layout: Layout { objects.layout }

    init(_ interpreters: Interpreters, _ code: CodeTable) {
        self.interpreters = interpreters
        frames = FrameReader(interpreters.objects, code)
    }

    /// Frames of one thread at the most.
    private static let deepest = 1000

    /// A frame on a thread's stack.
    struct Frame: Hashable {
        let address: UInt64
        let code: Int32
        let offset: Int
        /// The generator that it belongs to; 0 for a function's.
        let generator: UInt64
    }

    /// A thread.
    struct Thread {
        let state: UInt64
        let interpreter: UInt64
        /// Its `pthread_t`.
        let ident: UInt64
        /// The kernel's number; nil where the version does not keep it.
        let native: Int?
        let holdsGil: Bool
        /// The newest first; nil where it did not hold still.
        var stack: [Frame]?
        /// What it says that it runs (3.14+); 0 for nothing.
        let runningLoop, runningTask: UInt64
    }

    /// The threads of an interpreter. One whose stack cannot be read twice the same has none.
    func threads(of interpreter: UInt64) throws(ReadError) -> [Thread] {
        let holder = try gilHolder(of: interpreter)
        var threads: [Thread] = []
        for state in try interpreters.threads(of: interpreter) {
            threads.append(try thread(state, interpreter, holder: holder))
        }
        for index in threads.indices { threads[index].stack = stack(of: threads[index].state) }
        return threads
    }

    private func thread(_ state: UInt64, _ interpreter: UInt64, holder: UInt64) throws(ReadError) -> Thread {
        var running: (loop: UInt64, task: UInt64) = (0, 0)
        if let loop = layout.thread.runningLoop, let task = layout.thread.runningTask {
            running = (try objects.word(state, loop), try objects.word(state, task))
        }
        var native: Int?
        if let place = layout.thread.nativeID {
            native = Int(truncatingIfNeeded: try objects.word(state, place) & 0xFFFF_FFFF)
        }
        return Thread(
            state: state, interpreter: interpreter, ident: try objects.word(state, layout.thread.threadID),
            native: native, holdsGil: state == holder, runningLoop: running.loop, runningTask: running.task)
    }

    /// The thread state that has the lock; 0 where nobody has it.
    private func gilHolder(of interpreter: UInt64) throws(ReadError) -> UInt64 {
        let lock =
            if let pointer = layout.gil.pointer { try objects.word(interpreter, pointer) } else { interpreters.runtime }
        guard lock != 0, try objects.int(lock, layout.gil.locked) != 0 else { return 0 }
        return try objects.word(lock, layout.gil.lastHolder)
    }

    /// A stack that was read twice, and of which all but the newest frame was the same.
    private func stack(of state: UInt64) -> [Frame]? {
        var before: [Frame]?
        for _ in 0..<6 {
            objects.cache.clear()
            let now = try? frames(of: state)
            if let now, let before, Self.agree(before, now) { return now }
            before = now
        }
        return nil
    }

    private static func agree(_ before: [Frame], _ now: [Frame]) -> Bool {
        guard before.first?.address == now.first?.address, before.first?.code == now.first?.code else { return false }
        return before.dropFirst() == now.dropFirst()
    }

    private func frames(of state: UInt64) throws(ReadError) -> [Frame] {
        var next = try objects.word(state, layout.thread.frame)
        if let place = layout.thread.viaCFrame, next != 0 { next = try objects.word(next, place) }
        var found: [Frame] = []
        for _ in 0..<Self.deepest where next != 0 {
            try objects.cache.spend(16)
            let owner = try layout.frame.owner.map { (place) throws(ReadError) in
                try objects.cache.byte(next &+ UInt64(place))
            }
            if (owner ?? 0) < layout.frame.firstEntryOwner {
                let (code, offset) = try frames.position(of: next)
                found.append(
                    Frame(address: next, code: code, offset: offset, generator: try generator(of: next, owner)))
            }
            next = try objects.word(next, layout.frame.back)
        }
        return found
    }

    private func generator(of frame: UInt64, _ owner: UInt8?) throws(ReadError) -> UInt64 {
        if let place = layout.frame.generator { return try objects.word(frame, place) }
        return owner == 1 ? frame &- UInt64(layout.generator.frame) : 0
    }
}
