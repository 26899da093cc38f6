import Model

/// Reads a Python from outside: its threads and its tasks. Runs nothing in it, writes nothing, stops nothing.
package final class OutsideReader {
    /// What is read.
    package let version: PythonVersion
    private let layout: Layout
    private let runtime: UInt64
    private let source: any PageSource
    /// Two readings of tasks, and one of all else.
    private let first, second, other: PageCache

    /// Pages of one reading at the most: 1 GiB.
    private static let most = 1 << 18

    /// Makes a reader of what was found.
    package init(_ source: any PageSource, _ python: FoundPython) throws(OutsideRefusal) {
        guard !python.isFreeThreaded else { throw .freeThreaded(python.version) }
        guard python.version.major == 3, var layout = Layout(minor: python.version.minor) else {
            throw .otherVersion(python.version)
        }
        guard layout.apply(python.offsets) else {
            throw .otherLayout(python.version, found: "its table of offsets is no table")
        }
        if let table = python.asyncio, !layout.apply(asyncio: table) {
            throw .otherLayout(python.version, found: "asyncio's table of offsets is no table")
        }
        version = python.version
        runtime = python.runtime
        self.layout = layout
        self.source = source
        first = PageCache(source, limit: Self.most)
        second = PageCache(source, limit: Self.most)
        other = PageCache(source, limit: 1 << 16)
    }

    /// Modules whose globals are looked at.
    private static let modules: Set<String> = ["sys", "_asyncio", "asyncio.tasks", "threading", "os"]

    /// Reads all.
    package func read() throws(OutsideRefusal) -> Reading {
        for cache in [first, second, other] {
            cache.clear()
            cache.renew()
        }
        let objects = Objects(other, layout)
        let interpreters = Interpreters(objects, runtime: runtime)
        var globals: [[String: [String: UInt64]]] = []
        let all: [UInt64]
        do throws(ReadError) {
            all = try interpreters.all()
            for interpreter in all { globals.append(try interpreters.globals(Self.modules, of: interpreter)) }
        } catch {
            throw .noInterpreter
        }
        guard let main = globals.last else { throw .noInterpreter }
        try LayoutCheck(objects, version).check(main)
        let library = Self.library(main["os"], objects)
        let code = CodeTable(layout) { OwnCode.isUsers($0, library: library) }
        let assembly = Assembly(version, code)
        for (interpreter, globals) in zip(all, globals) {
            assembly.hasAsyncio = assembly.hasAsyncio || globals["asyncio.tasks"] != nil
            let threads = ThreadReader(Interpreters(Objects(other, layout), runtime: runtime), code)
            let names = ThreadNames.read(globals["threading"], objects)
            let running = Self.current(globals["asyncio.tasks"], objects)
            let scan = TaskScan(Objects(first, layout), second: second, code: code)
            let tasks = read(by: scan, into: assembly) {
                self.list(interpreter, globals["asyncio.tasks"], interpreters)
            }
            assembly.add(
                tasks, threads: (try? threads.threads(of: interpreter)) ?? [], names: names,
                running: running, mainThread: (try? objects.word(runtime, layout.runtime.mainThread)) ?? 0,
                details: ObjectDetails(Objects(other, layout)))
        }
        var reading = assembly.reading
        reading.pages = first.total + second.total + other.total
        return reading
    }

    /// Lists and reads tasks. Where many of them have ended meanwhile, others have come in their place: these are looked for.
    private func read(by scan: TaskScan, into assembly: Assembly, list: () -> TaskList.Found) -> TaskScan.Result {
        var found = list()
        var result = scan.run(found.tasks)
        for _ in 0..<3 where result.ended * 50 > found.tasks.count {
            let known = Set(result.settled.map(\.address)).union(result.changing)
            found = list()
            let more = scan.run(found.tasks.filter { !known.contains($0) })
            result.settled += more.settled
            result.changing += more.changing
            result.redone += more.redone
            result.ended = more.ended
        }
        assembly.add(found)
        return result
    }

    /// The tasks of an interpreter, by their addresses.
    private func list(
        _ interpreter: UInt64, _ globals: [String: UInt64]?, _ interpreters: Interpreters
    ) -> TaskList.Found {
        first.clear()
        let list = TaskList(Objects(first, layout))
        do throws(ReadError) {
            guard let inInterpreter = layout.interpreter.tasksHead, let inThread = layout.thread.tasksHead else {
                return try globals.map { (globals) throws(ReadError) in try list.ofSets(globals) } ?? TaskList.Found()
            }
            let threads = try interpreters.threads(of: interpreter)
            return try list.ofRings(
                [interpreter &+ UInt64(inInterpreter)] + threads.map { $0 &+ UInt64(inThread) })
        } catch {
            return TaskList.Found(isComplete: false)
        }
    }

    /// The tasks that run now, by their loops (up to 3.13).
    private static func current(_ globals: [String: UInt64]?, _ objects: Objects) -> [UInt64: UInt64] {
        guard let dict = globals?["_current_tasks"], let entries = try? objects.dict(dict) else { return [:] }
        return Dictionary(entries.map { ($0.key, $0.value) }) { first, _ in first }
    }

    /// The folder of the standard library.
    private static func library(_ globals: [String: UInt64]?, _ objects: Objects) -> String? {
        guard let file = globals?["__file__"].flatMap({ try? objects.text($0) }), let slash = file.lastIndex(of: "/")
        else { return nil }
        return String(file[...slash])
    }
}
