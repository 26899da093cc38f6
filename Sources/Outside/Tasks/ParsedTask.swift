/// A task as it was read once: numbers, and not yet words.
struct ParsedTask {
    let address: UInt64
    var loop: UInt64 = 0
    /// 0 pending, 1 cancelled, 2 finished.
    var state: Int32 = 0
    /// The future that it waits for; 0 for none.
    var waiter: UInt64 = 0
    var coroutine: UInt64 = 0
    var name = ""
    /// The qualified name of its coroutine.
    var coroutineName = ""
    var mustCancel = false
    var cancels: Int?
    /// Outermost first: the number of a code object and of a place.
    var chain: [(code: Int32, place: CodeTable.Place)] = []
    var end = End.unknown
    /// The object at the end.
    var endObject: UInt64 = 0
    /// The type of what it ends at, where that is nothing that is known.
    var endType = ""
    /// What it waits for, where code or future tells.
    var wait: WaitPlace?
    /// Who awaits it beside those that wait for it alone.
    var edges: [AwaiterEdge] = []

    /// Where a chain ends.
    enum End {
        /// At a future or task.
        case future, task
        /// It has not begun.
        case notStarted
        /// It runs: what is inside is on a thread's stack.
        case running
        /// At an object that is no coroutine: one of C's, or one of the service's own.
        case other
        /// Nothing is awaited: a bare `yield`.
        case yield
        /// It has run to its end.
        case ended
        case unknown
    }
}

/// Somebody who awaits a task together with others, or by way of another future.
struct AwaiterEdge: Hashable {
    /// How.
    enum Kind: Hashable {
        case gather, wait, shield, taskGroup
        /// As if it waited for the task itself.
        case direct
    }

    let kind: Kind
    /// The future that the awaiter waits for; of a task group the task that opened it.
    let awaiter: UInt64
    /// What the group is known by.
    let group: UInt64
}
