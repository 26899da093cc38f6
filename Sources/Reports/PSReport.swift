public import Model
public import Wire

/// `looptop ps`: the tasks of a service as a list, worst first.
///
/// Worst first means: tasks that were asked to end and have not, then tasks in a step, ready ones, and those that wait,
/// the longest wait first.
public struct PSReport: Sendable {
    private let picture: Picture
    private let tasks: [TaskRecord]

    /// Makes the report of what matches a filter.
    public init(_ picture: Picture, filter: TaskFilter = TaskFilter(parsing: "")) {
        self.picture = picture
        let now = picture.now
        let matching = picture.tasks.values.filter { filter.matches($0, now: now) }
        let keyed = matching.map { (rank: $0.state.rank, wait: $0.waitSeconds(at: now) ?? -1, task: $0) }
        tasks = keyed.sorted { left, right in
            if left.rank != right.rank { return left.rank > right.rank }
            return left.wait != right.wait ? left.wait > right.wait : left.task.id < right.task.id
        }.map(\.task)
    }

    /// A table with a head, a line a task. The last column may be of any length.
    public var text: String {
        var table = TextTable(["ID", "NAME", "STATE", "WAIT", "WAITS-FOR", "AT"], rightAligned: [0, 3])
        for task in tasks { table.add(["\(task.id.rawValue)"] + TaskCells.cells(of: task, in: picture)) }
        return table.text + Doubts.text(of: picture)
    }

    /// `{"service", "tasks", "complete", "dropped"}`, as the README documents it.
    public var json: JSONValue {
        [
            "service": TaskJSON.service(picture.service),
            "tasks": .array(tasks.map { .object(TaskJSON.fields(of: $0, in: picture)) }),
            "complete": .bool(picture.isComplete), "dropped": .int(picture.dropped),
        ]
    }
}

/// The cells of a task that all tables share.
enum TaskCells {
    /// Name, state, wait, what it waits for, place.
    static func cells(of task: TaskRecord, in picture: Picture) -> [String] {
        let seconds = task.waitSeconds(at: picture.now).map(DurationText.short) ?? ""
        let isAtLeast = task.wait.map { !$0.isExact } ?? false
        let place = task.location.map { LocationText.short($0, directory: picture.service?.directory) }
        return [
            task.name, task.state.rawValue, isAtLeast ? ">=\(seconds)" : seconds, WaitText.named(task, in: picture),
            place ?? "-",
        ]
    }
}

/// A line under a table that is not the whole truth.
enum Doubts {
    static func text(of picture: Picture) -> String {
        guard !picture.isComplete else { return "" }
        return "\nincomplete: the agent could not send everything (\(picture.dropped) messages dropped)\n"
    }
}
