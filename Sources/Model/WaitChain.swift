/// Why a task does not go on: what it waits for, what that waits for, and so on.
public struct WaitChain: Hashable, Sendable {
    /// The tasks, the one in question first.
    public private(set) var tasks: [TaskID]
    /// How the chain ends.
    public private(set) var end: End

    /// What stands at the end of a chain.
    public enum End: Hashable, Sendable {
        /// The last task waits for something that is no task, or does not wait.
        case reached
        /// The last task waits for several tasks of a group that have not ended.
        case several(GroupID)
        /// The last task waits for this one of the chain: nothing will ever wake them.
        case cycle(TaskID)
        /// It is longer than anybody reads.
        case long
    }

    /// How many tasks are followed.
    public static let limit = 100

    /// Follows the waits of a picture from a task.
    public init(from task: TaskID, in picture: Picture) {
        tasks = [task]
        end = .reached
        var seen: Set = [task]
        var current = task
        while let record = picture.tasks[current] {
            var next = record.wait?.task
            if next == nil, let group = record.onGroup {
                let members = picture.tasks.values.filter { $0.group == group }
                guard members.count == 1 else {
                    end = .several(group)
                    return
                }
                next = members[0].id
            }
            guard let next, picture.tasks[next] != nil else { return }
            guard seen.insert(next).inserted else {
                end = .cycle(next)
                return
            }
            guard tasks.count < Self.limit else {
                end = .long
                return
            }
            tasks.append(next)
            current = next
        }
    }
}
