/// The number of a task: given by the agent, never reused within one instance of a service.
public struct TaskID: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// The number as it is on the wire, 1 or more.
    public var rawValue: Int

    /// Makes an id of the agent's number.
    public init(_ rawValue: Int) {
        self.rawValue = rawValue
    }

    /// Older tasks come first.
    public static func < (left: TaskID, right: TaskID) -> Bool {
        left.rawValue < right.rawValue
    }

    /// The id as people write it: `#17`.
    public var description: String { "#\(rawValue)" }
}
