import Model

extension TaskState {
    /// The states of a live task, each at its number on the wire.
    static let codes: [TaskState] = [.running, .ready, .waiting, .cancelling]
    /// How a task may have ended, each at its number on the wire.
    static let outcomes: [TaskState] = [.done, .failed, .cancelled]

    init(code: Int?) throws(WireError) {
        guard let code, Self.codes.indices.contains(code) else { throw .badValue(field: "state") }
        self = Self.codes[code]
    }

    /// Nil where nobody saw the end.
    init?(outcome: Int?) throws(WireError) {
        guard let outcome else { return nil }
        guard Self.outcomes.indices.contains(outcome) else { throw WireError.badValue(field: "outcome") }
        self = Self.outcomes[outcome]
    }
}
