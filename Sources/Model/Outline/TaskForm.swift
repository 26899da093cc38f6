/// The forms in which a list of tasks can be looked at.
public enum TaskForm: String, Hashable, Sendable, CaseIterable {
    /// The tree of who created whom.
    case creation
    /// The tree of who waits for whom.
    case await
    /// One row a task.
    case flat
    /// One row for all tasks that wait at the same line of code for the same kind of thing.
    case folded

    /// The tree behind it.
    public var tree: TreeForm? {
        switch self {
        case .creation: .creation
        case .await: .await
        case .flat, .folded: nil
        }
    }
}
