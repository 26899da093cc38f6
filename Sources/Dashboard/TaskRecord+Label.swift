import Model

extension TaskRecord {
    /// What people call it: the name that somebody gave it, else its coroutine, which says more than `Task-17`.
    var label: String { isNamed ? name : coroutine }
}
