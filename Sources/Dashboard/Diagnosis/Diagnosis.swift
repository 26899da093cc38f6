import Model

/// What is wrong with the service, as the last look told.
struct Diagnosis: Sendable {
    private(set) var board = FindingsBoard()
    /// The tasks that are stuck.
    private(set) var stuck: Set<TaskID> = []
    /// True while somebody looks at the service for findings: that takes longer than a picture may.
    private var isLooking = false
    private var asked = -Double.infinity

    /// Seconds between two looks.
    private static let pause = 1.0

    init(_ configuration: Configuration) {
        board.thresholds = configuration.thresholds
        board.marks = configuration.longRunning
    }

    /// Places where tasks wait long by intent.
    var marks: Set<String> {
        get { board.marks }
        set { board.marks = newValue }
    }

    /// True once a second, and only after the answer to the look before.
    mutating func shouldLook(at now: Double) -> Bool {
        // A clock that was set back asks again.
        guard !isLooking, now - asked >= Self.pause || now < asked else { return false }
        asked = now
        isLooking = true
        return true
    }

    mutating func receive(_ board: FindingsBoard) {
        isLooking = false
        // They may have been changed meanwhile.
        let marks = self.board.marks
        self.board = board
        self.board.marks = marks
        stuck = Set(board.stuck.map(\.id))
    }
}
