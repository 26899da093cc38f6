/// The interpreters of a process, their threads and their modules.
struct Interpreters {
    let objects: Objects
    /// Where `_PyRuntime` is.
    let runtime: UInt64
    private var layout: Layout { objects.layout }

    init(_ objects: Objects, runtime: UInt64) {
        self.objects = objects
        self.runtime = runtime
    }

    /// All interpreters, at most 64; the main one is the last.
    func all() throws(ReadError) -> [UInt64] {
        var found: [UInt64] = []
        var next = try objects.word(runtime, layout.runtime.interpretersHead)
        while next != 0, found.count < 64, !found.contains(next) {
            found.append(next)
            next = try objects.word(next, layout.interpreter.next)
        }
        return found
    }

    /// The thread states of an interpreter, at most 10,000, the newest first.
    func threads(of interpreter: UInt64) throws(ReadError) -> [UInt64] {
        var found: [UInt64] = []
        var next = try objects.word(interpreter, layout.interpreter.threadsHead)
        while next != 0, found.count < 10_000 {
            guard try objects.word(next, layout.thread.interpreter) == interpreter else { throw .torn }
            try objects.cache.spend(8)
            found.append(next)
            next = try objects.word(next, layout.thread.next)
        }
        return found
    }

    /// `sys.modules`: of each module of these names that is there its globals.
    func globals(_ names: Set<String>, of interpreter: UInt64) throws(ReadError) -> [String: [String: UInt64]] {
        var found: [String: [String: UInt64]] = [:]
        for (name, module) in try objects.items(try objects.word(interpreter, layout.interpreter.modules))
        where names.contains(name) {
            // Something else may stand in a module's place.
            guard try objects.kind(of: module) == .module else { continue }
            found[name] = try objects.items(try objects.word(module, 16))
        }
        return found
    }
}
