/// Looks into objects that tasks refer to: loops, and the futures of `gather`.
final class ObjectDetails {
    /// What a loop tells of itself.
    struct Loop {
        /// nil where it is no object that can be read.
        var implementation: String?
        /// The `pthread_t` of the thread that runs it.
        var thread: UInt64?
        var isDebug: Bool?
    }

    private let objects: Objects
    private var loops: [UInt64: Loop] = [:]

    init(_ objects: Objects) {
        self.objects = objects
        objects.clear()
    }

    /// A loop, read once.
    func loop(_ address: UInt64) -> Loop {
        if let known = loops[address] { return known }
        var loop = Loop()
        if let type = try? objects.type(of: address) {
            loop.implementation = implementation(of: type)
            if let attributes = try? objects.attributes(of: address) {
                loop.thread = attributes["_thread_id"].flatMap { try? objects.number($0) }.map {
                    UInt64(truncatingIfNeeded: $0)
                }
                loop.isDebug = attributes["_debug"].flatMap { try? objects.boolean($0) }
            }
        }
        loops[address] = loop
        return loop
    }

    /// uvloop's own is a class of Python's called `Loop`.
    private func implementation(of type: ObjectType) -> String {
        if (try? objects.isMade(type, of: "uvloop.")) == true { return "uvloop" }
        return ["_UnixSelectorEventLoop", "SelectorEventLoop"].contains(type.name) ? "asyncio" : type.name
    }

    /// A group with its size.
    func counted(_ group: GroupWeave.Group) -> GroupReading {
        var total: Int?
        if group.kind == .gather, let children = try? objects.attributes(of: group.object)["_children"] {
            total = try? objects.size(of: children)
        }
        let kinds: [AwaiterEdge.Kind: String] = [.gather: "gather", .wait: "wait", .taskGroup: "task_group"]
        return GroupReading(
            kind: kinds[group.kind] ?? "gather", owner: group.owner, total: total, members: group.members)
    }
}
