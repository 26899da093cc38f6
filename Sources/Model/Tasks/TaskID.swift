/// The number of a task: given by the agent, never reused within one instance of a service. Over several workers it is
/// unique with its worker.
public struct TaskID: Hashable, Comparable, Sendable, CustomStringConvertible {
    private let packed: Int

    /// The number as it is on the wire, 1 or more.
    public var rawValue: Int { WorkerNumber.number(of: packed) }
    /// The pid of the worker, where there are several; else 0.
    public var worker: Int { WorkerNumber.worker(of: packed) }

    /// Makes an id of the agent's number.
    public init(_ rawValue: Int, worker: Int = 0) {
        packed = WorkerNumber.packed(rawValue, worker: worker)
    }

    /// Older tasks come first, worker by worker.
    public static func < (left: TaskID, right: TaskID) -> Bool {
        left.packed < right.packed
    }

    /// The id as people write it: `#17`.
    public var description: String { "#\(rawValue)" }

    /// Orders tasks of one number by their worker too.
    var order: Int { packed }

    func of(worker: Int) -> TaskID { TaskID(rawValue, worker: worker) }
}
