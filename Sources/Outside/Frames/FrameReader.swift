/// Reads frames: of suspended coroutines, and of threads.
struct FrameReader {
    let objects: Objects
    let code: CodeTable
    private var layout: Layout { objects.layout }

    init(_ objects: Objects, _ code: CodeTable) {
        self.objects = objects
        self.code = code
    }

    /// A frame in a chain of awaits.
    struct Link {
        /// Number of its code, and the place in it; nil where it has ended.
        var place: (code: Int32, place: CodeTable.Place)?
        var state: State
        /// What it awaits, where that can be told.
        var awaited: UInt64?
    }

    /// What a coroutine does.
    enum State {
        case created, running, suspended, ended
    }

    /// A stretch of memory that a reading rests on.
    typealias Witness = (address: UInt64, count: Int32)

    /// Where the frame of a generator lies; 0 where it has none any more.
    func frame(of generator: UInt64) throws(ReadError) -> UInt64 {
        let place = layout.generator.frame
        return layout.generator.isFrameInside
            ? generator &+ UInt64(place) : try objects.word(generator, place)
    }

    /// A generator, its line, and what it awaits.
    func link(_ generator: UInt64, _ witnesses: inout [Witness]) throws(ReadError) -> Link {
        let frame = try frame(of: generator)
        if layout.generator.isFrameInside {
            witnesses.append((generator &+ 8, 8))
            let start = generator &+ UInt64(layout.generator.frame - 16)
            witnesses.append((start, Int32(16 + layout.frame.locals)))
        } else {
            witnesses.append((generator &+ 8, 24))
            guard frame != 0 else { return Link(state: .ended) }
            witnesses.append((frame &+ 8, 8))
            witnesses.append((frame &+ 24, 88))
        }
        let (number, offset) = try position(of: frame)
        let state = try state(of: generator, frame: frame, offset: offset)
        switch state {
        case .ended: return Link(state: state)
        case .created:
            return Link(place: (number, code.place(number, at: -1)), state: state)
        case .running:
            // Its line is on the thread's stack, and moves.
            let place = (0..<code.facts[Int(number)].size).contains(offset) ? offset : -1
            return Link(place: (number, code.place(number, at: place)), state: state)
        case .suspended: break
        }
        guard (0..<code.facts[Int(number)].size).contains(offset) else { throw .torn }
        var link = Link(place: (number, code.place(number, at: offset)), state: state)
        if try isAwaiting(generator, number, offset: offset) {
            let top = try stackTop(of: frame) &- UInt64(layout.generator.awaitedBelowTop)
            guard top > frame, top &- frame < 1 << 20 else { throw .torn }
            witnesses.append((top, 8))
            link.awaited = try objects.cache.word(top) & ~3
        }
        return link
    }

    /// Code and distance from its first instruction, not yet compared with its size.
    func position(of frame: UInt64) throws(ReadError) -> (code: Int32, offset: Int) {
        let object = try objects.word(frame, layout.frame.code) & ~3
        let number = try code.number(of: object, objects)
        switch layout.frame.positionKind {
        case .index(let unit): return (number, Int(try objects.int(frame, layout.frame.position)) * unit)
        case .address:
            let distance = try objects.word(frame, layout.frame.position) &- code.facts[Int(number)].start
            return (number, Int(Int64(bitPattern: distance)))
        }
    }

    private func state(of generator: UInt64, frame: UInt64, offset: Int) throws(ReadError) -> State {
        let number: Int8
        switch layout.generator.state {
        case .running(let place):
            if try objects.cache.byte(generator &+ UInt64(place)) != 0 { return .running }
            return offset < 0 ? .created : .suspended
        case .frame(let place): number = Int8(bitPattern: try objects.cache.byte(frame &+ UInt64(place)))
        case .generator(let place): number = Int8(bitPattern: try objects.cache.byte(generator &+ UInt64(place)))
        }
        let states = layout.generator.states
        if number == states.created { return .created }
        if number == states.running { return .running }
        guard (-3...8).contains(number) else { throw .torn }
        return number >= states.firstEnded ? .ended : .suspended
    }

    private func isAwaiting(_ generator: UInt64, _ number: Int32, offset: Int) throws(ReadError) -> Bool {
        let start = code.facts[Int(number)].start
        switch layout.generator.awaiting {
        case .instruction(let wanted):
            return try objects.cache.byte(start &+ UInt64(offset + 2)) == wanted
        case .resume:
            let argument = try objects.cache.byte(start &+ UInt64(offset + 3))
            return argument == 2 || argument == 3
        case .states(let states):
            guard case .generator(let place) = layout.generator.state else { return false }
            return states.contains(Int8(bitPattern: try objects.cache.byte(generator &+ UInt64(place))))
        }
    }

    private func stackTop(of frame: UInt64) throws(ReadError) -> UInt64 {
        switch layout.frame.stack {
        case .pointer(let place): return try objects.word(frame, place)
        case .depth(let place, let base):
            let depth = try objects.int(frame, place)
            guard (0...(1 << 16)).contains(depth) else { throw .torn }
            return try objects.word(frame, base) &+ UInt64(depth) * 8
        case .words(let place):
            let count = try objects.int(frame, place)
            guard (0...(1 << 16)).contains(count) else { throw .torn }
            return frame &+ UInt64(layout.frame.locals) &+ UInt64(count) * 8
        }
    }
}
