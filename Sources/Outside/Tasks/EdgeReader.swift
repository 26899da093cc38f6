/// Reads who awaits a task, by what is to be called when it ends.
struct EdgeReader {
    let objects: Objects
    private let code: CodeNames

    init(_ objects: Objects) {
        self.objects = objects
        code = CodeNames(objects)
    }

    /// Callbacks of one task that are looked at.
    private static let most = 64
    /// Of every future: the first callback, and the list of the others.
    static let firstCallback = 24
    static let moreCallbacks = 40

    /// The functions of asyncio that stand for an awaiter, and the variable that they know it by.
    private static let closures: [String: (AwaiterEdge.Kind, String)] = [
        "gather.<locals>._done_callback": (.gather, "outer"),
        // 3.9 warns of an argument, and then calls another.
        "_gather.<locals>._done_callback": (.gather, "outer"),
        "_wait.<locals>._on_completion": (.wait, "waiter"),
        "shield.<locals>._inner_done_callback": (.shield, "outer"),
    ]

    /// What is to be called when a future ends.
    func callbacks(of future: UInt64) throws(ReadError) -> [UInt64] {
        var found: [UInt64] = []
        let first = try objects.word(future, Self.firstCallback)
        if first != 0, try objects.kind(of: first) != .none { found.append(first) }
        let more = try objects.word(future, Self.moreCallbacks)
        guard more != 0, try objects.kind(of: more) == .list else { return found }
        for pair in try objects.list(more, first: Self.most) {
            if let callback = try objects.tuple(pair, atMost: 8).first { found.append(callback) }
        }
        return found
    }

    /// Who awaits a task, as far as a callback tells; nil where it stands for nobody, or for a task that waits for it alone:
    /// that task says so itself.
    func edge(_ callback: UInt64) throws(ReadError) -> AwaiterEdge? {
        switch try objects.kind(of: callback) {
        case .function:
            guard let (kind, variable) = Self.closures[try qualname(callback)],
                let awaiter = try content(of: variable, in: callback)
            else { return nil }
            return AwaiterEdge(kind: kind, awaiter: awaiter, group: awaiter)
        case .partial:
            let function = try objects.word(callback, 16)
            guard try objects.kind(of: function) == .function, try qualname(function) == "_release_waiter",
                let waiter = try objects.tuple(try objects.word(callback, 24), atMost: 64).first
            else { return nil }
            return AwaiterEdge(kind: .direct, awaiter: waiter, group: waiter)
        case .method:
            let function = try objects.word(callback, 16)
            guard try objects.kind(of: function) == .function, try qualname(function) == "TaskGroup._on_task_done"
            else { return nil }
            let group = try objects.word(callback, 24)
            guard let parent = try objects.attributes(of: group)["_parent_task"],
                try objects.kind(of: parent) == .task
            else { return nil }
            return AwaiterEdge(kind: .taskGroup, awaiter: parent, group: group)
        default: return nil
        }
    }

    /// What one waits for with a future, told by the future alone.
    func wait(forFuture future: UInt64) throws(ReadError) -> WaitPlace {
        if try objects.type(of: future).name == "_GatheringFuture" { return WaitPlace("gather", "gather") }
        for callback in try callbacks(of: future) where try objects.kind(of: callback) == .function {
            if try qualname(callback).hasPrefix("_chain_future.") { return WaitPlace("executor", "executor job") }
        }
        return WaitPlace("future", nil)
    }

    private func qualname(_ function: UInt64) throws(ReadError) -> String {
        try objects.text(try objects.word(function, objects.layout.values.functionQualname))
    }

    /// The object that a closure's variable refers to.
    private func content(of name: String, in function: UInt64) throws(ReadError) -> UInt64? {
        let cells = try objects.tuple(
            try objects.word(function, objects.layout.values.functionClosure), atMost: 256)
        let names = try code.free(
            of: try objects.word(function, objects.layout.values.functionCode), count: cells.count)
        guard let index = names.firstIndex(of: name), index < cells.count,
            try objects.kind(of: cells[index]) == .cell
        else { return nil }
        let value = try objects.word(cells[index], 16)
        return value == 0 ? nil : value
    }
}

/// The names of local variables.
final class CodeNames {
    private let objects: Objects
    private var known: [UInt64: [String]] = [:]

    init(_ objects: Objects) {
        self.objects = objects
    }

    /// The names of the variables that a function has from around it.
    func free(of code: UInt64, count: Int) throws(ReadError) -> [String] {
        if let names = known[code] { return names.suffix(count) }
        guard try objects.kind(of: code) == .code else { throw .torn }
        let layout = objects.layout.code
        let tuple = try objects.word(code, layout.localNames ?? layout.freeVars ?? 0)
        var names: [String] = []
        for name in try objects.tuple(tuple, atMost: 1 << 12) { names.append(try objects.text(name)) }
        if known.count < 1 << 12 { known[code] = names }
        return names.suffix(count)
    }
}
