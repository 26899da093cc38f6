/// Reads tasks twice: what is the same both times was true at one instant in between.
///
/// The process runs on while it is read. Without the second reading some of the chains of a busy service are of two tasks,
/// or of none; so all that a chain rests on, its witnesses, is read again, and a chain that has not held still is read
/// anew, alone. What does not hold still in the end is told to be changing, and never shown.
final class TaskScan {
    /// What has come of it.
    struct Result {
        var settled: [ParsedTask] = []
        /// Tasks whose chain did not hold still: only their addresses are sure.
        var changing: [UInt64] = []
        /// Tasks that were no tasks any more when they were looked at.
        var ended = 0
        /// How many were read more than once.
        var redone = 0
    }

    /// Readings of one task at the most.
    static let rounds = 5
    /// Frames in a chain at the most.
    static let deepest = 200

    private let objects: Objects
    private let second: PageCache
    private let frames: FrameReader
    private let edges: EdgeReader
    private let code: CodeTable

    /// - Parameters:
    ///   - objects: over a cache that is this scan's own.
    ///   - second: a cache for the second reading.
    init(_ objects: Objects, second: PageCache, code: CodeTable) {
        self.objects = objects
        self.second = second
        self.code = code
        frames = FrameReader(objects, code)
        edges = EdgeReader(objects)
    }

    /// Reads these tasks.
    func run(_ tasks: [UInt64]) -> Result {
        var result = Result()
        var todo = tasks
        for round in 0..<Self.rounds where !todo.isEmpty {
            if round > 0 { result.redone += todo.count }
            todo = read(todo, into: &result)
        }
        result.changing = todo
        return result
    }

    /// A task while it is read.
    private struct Work {
        var task: ParsedTask
        /// The next object of its chain; 0 at the end.
        var next: UInt64 = 0
        var witnesses: [FrameReader.Witness] = []
        var outcome = Outcome.open
    }

    private enum Outcome {
        case open, ended, torn
    }

    /// Reads tasks once, and compares; those that have to be read again.
    private func read(_ tasks: [UInt64], into result: inout Result) -> [UInt64] {
        objects.clear()
        let layout = objects.layout.task
        for task in tasks { objects.cache.want(task, layout.size) }
        guard load() else { return tasks }
        var works = tasks.map { Work(task: ParsedTask(address: $0)) }
        for index in works.indices { attempt(&works[index]) { work throws(ReadError) in try readHead(&work) } }
        for work in works where work.outcome == .open { objects.cache.want(work.next, 320) }
        guard load() else { return tasks }
        follow(&works)
        for index in works.indices where works[index].outcome == .open {
            attempt(&works[index]) { work throws(ReadError) in try readEdges(&work) }
        }
        return compare(works, into: &result)
    }

    private func load() -> Bool {
        do throws(ReadError) {
            try objects.cache.load()
            return true
        } catch {
            return false
        }
    }

    private func attempt(_ work: inout Work, _ step: (inout Work) throws(ReadError) -> Void) {
        do throws(ReadError) { try step(&work) } catch { work.outcome = .torn }
    }

    private func readHead(_ work: inout Work) throws(ReadError) {
        let layout = objects.layout.task
        let address = work.task.address
        guard try objects.kind(of: address) == .task else {
            work.outcome = .ended
            return
        }
        work.task.state = try objects.int(address, layout.state)
        guard (0...2).contains(work.task.state) else { throw .torn }
        if work.task.state != 0 {
            work.outcome = .ended
            return
        }
        work.task.loop = try objects.word(address, 16)
        work.task.waiter = try objects.word(address, layout.waiter)
        work.task.coroutine = try objects.word(address, layout.coroutine)
        if let bit = layout.mustCancelBit {
            let byte = try objects.cache.byte(address &+ UInt64(layout.mustCancel))
            work.task.mustCancel = byte & 1 << bit != 0
        } else {
            work.task.mustCancel = try objects.int(address, layout.mustCancel) != 0
        }
        if let place = layout.cancels { work.task.cancels = Int(try objects.int(address, place)) }
        work.next = work.task.coroutine
        work.witnesses.append((address &+ 8, 40))
        work.witnesses.append((address &+ UInt64(layout.state), Int32(layout.name + 8 - layout.state)))
        let name = try objects.word(address, layout.name)
        objects.cache.want(name, 80)
        objects.cache.want(try objects.word(address, EdgeReader.firstCallback), 128)
    }

    /// Follows all chains, a link each at a time: what all of them need next is fetched at once.
    private func follow(_ works: inout [Work]) {
        var open = works.indices.filter { works[$0].outcome == .open }
        for index in open {
            attempt(&works[index]) { work throws(ReadError) in try readName(&work) }
        }
        for _ in 0..<Self.deepest where !open.isEmpty {
            for index in open { objects.cache.want(works[index].next, 320) }
            guard load() else { break }
            if !objects.layout.generator.isFrameInside { wantFrames(works, open) }
            for index in open {
                attempt(&works[index]) { work throws(ReadError) in try step(&work) }
            }
            open = open.filter { works[$0].outcome == .open && works[$0].next != 0 }
        }
        // Deeper than anybody's: a circle, of which no two readings would agree either.
        for index in open { works[index].outcome = .torn }
    }

    /// Frames that are objects of their own have to be fetched before they are read.
    private func wantFrames(_ works: [Work], _ open: [Int]) {
        for index in open {
            if let frame = try? objects.word(works[index].next, objects.layout.generator.frame) {
                objects.cache.want(frame, 512)
            }
        }
        _ = load()
    }

    private func readName(_ work: inout Work) throws(ReadError) {
        let name = try objects.word(work.task.address, objects.layout.task.name)
        switch try objects.kind(of: name) {
        case .text:
            work.task.name = try objects.text(name)
            // Its size, and its first letters: the text itself can be freed, and its place be taken by another.
            work.witnesses.append((name &+ 8, 40))
        case .number: work.task.name = "Task-\(try objects.number(name))"
        default: throw .torn
        }
    }

    /// One link of a chain.
    private func step(_ work: inout Work) throws(ReadError) {
        let object = work.next
        work.next = 0
        try objects.cache.spend(16)
        let type = try objects.type(of: object)
        switch type.kind {
        case .generator:
            if work.task.chain.isEmpty, work.task.coroutineName.isEmpty {
                work.task.coroutineName = try objects.text(
                    try objects.word(object, objects.layout.generator.qualname))
            }
            let link = try frames.link(object, &work.witnesses)
            if let place = link.place {
                work.task.chain.append(place)
                if !code.facts[Int(place.code)].hasQualname {
                    let name = try objects.text(try objects.word(object, objects.layout.generator.qualname))
                    code.learn(place.code, qualname: name)
                }
            }
            work.next = link.awaited ?? 0
            if link.awaited == nil { work.task.end = Self.end(of: link) }
        case .wrapper:
            work.witnesses.append((object &+ 8, 16))
            work.next = try objects.word(object, 16)
            if work.next == 0 { work.task.end = .ended }
        case .task, .future:
            work.witnesses.append((object &+ 8, 8))
            work.task.end = type.kind == .task ? .task : .future
            work.task.endObject = object
        default:
            work.witnesses.append((object &+ 8, 8))
            work.task.end = .other
            work.task.endObject = object
            work.task.endType = type.name
        }
        if work.task.coroutineName.isEmpty { work.task.coroutineName = type.name }
    }

    private static func end(of link: FrameReader.Link) -> ParsedTask.End {
        switch link.state {
        case .created: .notStarted
        case .running: .running
        case .suspended: .yield
        case .ended: .ended
        }
    }

    private func readEdges(_ work: inout Work) throws(ReadError) {
        for callback in try edges.callbacks(of: work.task.address) {
            if let edge = try edges.edge(callback) { work.task.edges.append(edge) }
        }
        work.task.wait = code.wait(of: work.task.chain)
        if work.task.wait == nil, work.task.waiter != 0, work.task.end == .future {
            work.task.wait = try edges.wait(forFuture: work.task.endObject)
        }
    }

    /// The second reading.
    private func compare(_ works: [Work], into result: inout Result) -> [UInt64] {
        second.clear()
        for work in works where work.outcome == .open {
            for witness in work.witnesses { second.want(witness.address, Int(witness.count)) }
        }
        var again: [UInt64] = []
        let isLoaded = (try? second.load()) != nil
        for work in works {
            switch work.outcome {
            case .ended: result.ended += 1
            case .torn: again.append(work.task.address)
            case .open:
                if isLoaded, Self.isPossible(work.task), holds(work.witnesses) {
                    result.settled.append(work.task)
                } else {
                    again.append(work.task.address)
                }
            }
        }
        return again
    }

    private func holds(_ witnesses: [FrameReader.Witness]) -> Bool {
        witnesses.allSatisfy { objects.cache.agrees(with: second, at: $0.address, count: Int($0.count)) }
    }

    /// A task that waits for a future has a chain that ends at this future: always, in a process that is stopped.
    private static func isPossible(_ task: ParsedTask) -> Bool {
        guard task.waiter != 0 else { return true }
        switch task.end {
        case .future, .task: return task.endObject == task.waiter
        case .running, .notStarted, .ended: return false
        case .other, .yield, .unknown: return true
        }
    }
}
