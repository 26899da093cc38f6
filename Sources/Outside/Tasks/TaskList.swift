/// Finds the tasks of an interpreter: their addresses alone.
struct TaskList {
    let objects: Objects
    private var layout: Layout { objects.layout }

    init(_ objects: Objects) {
        self.objects = objects
    }

    /// Tasks at the most: more are not listed, and that is said.
    static let most = 1 << 20

    /// What was found.
    struct Found {
        var tasks: [UInt64] = []
        /// Tasks of classes that cannot be read: those that are written in Python alone.
        var unreadable = 0
        /// False where a list changed again and again while it was read.
        var isComplete = true
    }

    /// From the sets that `asyncio.tasks` keeps (up to 3.13).
    ///
    /// - Parameter globals: those of that module.
    func ofSets(_ globals: [String: UInt64]) throws(ReadError) -> Found {
        var found = Found()
        for name in ["_all_tasks", "_scheduled_tasks"] {
            guard let weak = globals[name], let data = try objects.attributes(of: weak)["data"] else { continue }
            let references = try objects.set(data)
            for reference in references { objects.cache.want(reference, 24) }
            try objects.cache.load()
            var tasks: [UInt64] = []
            for reference in references {
                // A reference that went meanwhile was one to a task that has ended.
                guard let kind = try? objects.kind(of: reference), kind == .weakReference,
                    let task = try? objects.word(reference, 16)
                else { continue }
                tasks.append(task)
            }
            add(tasks, to: &found)
        }
        if let eager = globals["_eager_tasks"] { add(try objects.set(eager), to: &found) }
        return found
    }

    private func add(_ objects: [UInt64], to found: inout Found) {
        for object in objects { self.objects.cache.want(object, 16) }
        guard (try? self.objects.cache.load()) != nil else {
            found.isComplete = false
            return
        }
        for object in objects {
            // The object of a reference may be gone, and something else in its place.
            guard let kind = try? self.objects.kind(of: object), kind != .none else { continue }
            if kind == .task { found.tasks.append(object) } else { found.unreadable += 1 }
        }
    }

    /// From the rings that hang in an interpreter and in its threads (3.14+).
    ///
    /// - Parameter heads: where the rings begin.
    func ofRings(_ heads: [UInt64]) throws(ReadError) -> Found {
        var found = Found()
        for head in heads {
            var isWhole = false
            var tasks: [UInt64] = []
            for _ in 0..<50 where !isWhole {
                // What was copied before may be the ring before a change.
                objects.cache.clear()
                (tasks, isWhole) = try ring(head)
            }
            found.tasks += tasks
            if !isWhole { found.isComplete = false }
        }
        return found
    }

    /// Goes round once; false where a node did not say that it comes after the one before.
    private func ring(_ head: UInt64) throws(ReadError) -> ([UInt64], isWhole: Bool) {
        var tasks: [UInt64] = []
        var last = head
        var next = try objects.cache.word(head)
        let node = UInt64(layout.task.node ?? 0)
        while next != head {
            guard next & 7 == 0, tasks.count < Self.most else { return (tasks, false) }
            // Neighbours in the list are mostly neighbours in memory.
            objects.cache.want(next & ~0x3FFF, 1 << 14)
            do throws(ReadError) {
                try objects.cache.load()
                try objects.cache.spend(4)
                guard try objects.cache.word(next &+ 8) == last else { return (tasks, false) }
                tasks.append(next &- node)
                (last, next) = (next, try objects.cache.word(next))
            } catch .tooMuch {
                throw .tooMuch
            } catch {
                return (tasks, false)
            }
        }
        return (tasks, true)
    }
}
