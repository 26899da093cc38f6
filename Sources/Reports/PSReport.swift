public import JSON
public import Model

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
        let scene = filter.scene(of: picture)
        let matching = picture.tasks.values.filter { filter.matches($0, in: scene) }
        let keyed = matching.map { (rank: $0.state.rank, wait: $0.waitSeconds(at: now) ?? -1, task: $0) }
        tasks = keyed.sorted { left, right in
            if left.rank != right.rank { return left.rank > right.rank }
            return left.wait != right.wait ? left.wait > right.wait : left.task.id < right.task.id
        }.map(\.task)
    }

    /// A table with a head, a line a task. The last column may be of any length.
    public var text: String {
        var table = TextTable(
            ["ID", "NAME", "STATE", "WAIT", "WAITS-FOR", "STEPS", "BUSY", "AT"], rightAligned: [0, 3, 5, 6],
            in: picture)
        for task in tasks {
            table.add(["\(task.id.rawValue)"] + TaskCells.cells(of: task, in: picture), worker: task.id.worker)
        }
        return table.text + Doubts.text(of: picture)
    }

    /// `{"service", "tasks", "complete", "dropped"}`, as the README documents it.
    public var json: JSONValue {
        let rows = tasks.map { JSONValue.object(TaskJSON.fields(of: $0, in: picture)) }
        return TaskJSON.document(picture, [("tasks", .array(rows))])
    }
}
