package import Model

/// What was read of a process at one moment, from outside.
package struct Reading: Sendable {
    /// Its Python.
    package var python: PythonVersion
    /// Lines of code; tasks and threads refer to them by number.
    package var places: [CodeLocation] = []
    /// Live tasks, whose chains were true at one instant between two readings.
    package var tasks: [TaskReading] = []
    /// Tasks that did not hold still.
    package var changing = 0
    /// Tasks of classes that cannot be read from outside.
    package var unreadable = 0
    /// False where not all tasks could be found.
    package var isComplete = true
    /// The loops, in the order of their addresses.
    package var loops: [LoopReading] = []
    /// All threads that run Python.
    package var threads: [ThreadReading] = []
    /// Several tasks that are awaited together.
    package var groups: [GroupReading] = []
    /// False where the process has not imported asyncio.
    package var hasAsyncio = true
    /// Pages that were copied, and tasks that had to be read again.
    package var pages = 0
    package var redone = 0
}

/// A task.
package struct TaskReading: Sendable {
    /// Where it is: what it is known by, as long as it lives.
    package var address: UInt64
    package var name: String
    package var coroutine: String
    /// The number of its loop in `Reading.loops`.
    package var loop: Int
    package var state: TaskState
    /// The await chain, outermost first, as numbers of places.
    package var chain: [Int32]
    /// The task that it waits for alone.
    package var awaits: UInt64?
    /// What it waits for, by kind and in words, as the agent calls it; nil where it does not wait.
    package var wait: WaitPlace?
    /// The group that it waits for, and those that it is in, as numbers in `Reading.groups`.
    package var onGroup: Int?
    package var groups: [Int]
    /// How often it was asked to end; nil where the version does not count.
    package var cancels: Int?
    /// Its chain did not hold still: nothing is known but that it is there.
    package var isChanging: Bool
}

/// A loop.
package struct LoopReading: Sendable {
    package var address: UInt64
    /// `asyncio`, `uvloop`, or the class's name.
    package var implementation: String
    /// The thread that runs it, as a number in `Reading.threads`; nil where that is not known.
    package var thread: Int?
    /// nil where it cannot be read.
    package var isDebug: Bool?
}

/// A thread.
package struct ThreadReading: Sendable {
    /// As `threading` calls it; empty where that is not known.
    package var name: String
    /// The kernel's number for it, in its own pid namespace.
    package var native: Int?
    package var isMain: Bool
    package var isDaemon: Bool
    /// It has the interpreter.
    package var holdsGil: Bool
    /// Outermost first, as numbers of places; nil where it did not hold still.
    package var stack: [Int32]?
    /// The task whose step it is in, by its address.
    package var task: UInt64?
}

/// Tasks that are awaited together.
package struct GroupReading: Sendable {
    /// `gather`, `wait`, `task_group`.
    package var kind: String
    /// The task that awaits it, by its address; nil where that is not known.
    package var owner: UInt64?
    /// How many tasks are in it, those that have ended included; nil where that is not known.
    package var total: Int?
    /// Those that live, by their addresses.
    package var members: [UInt64]
}
