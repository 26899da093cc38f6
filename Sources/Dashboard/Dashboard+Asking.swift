public import Model
import Terminal

/// What the dashboard asks the service for, and the answers.
extension Dashboard {
    /// What the person looks at and has no fresh answer about.
    mutating func wanted() -> [Effect] {
        if opened != nil || shown.tellsReasons { why.refresh(from: picture) }
        if let task = opened.flatMap(record) { trace.look(at: task, in: picture, now: picture.now) }
        guard picture.connection == .live else { return [] }
        var effects: [Effect] = []
        let looked = opened ?? shown.previewed
        if let looked, picture.tasks[looked] != nil, details.shouldLoad(looked, at: picture.now) {
            effects.append(.loadTask(looked))
        }
        let looking = lookedAt
        if !picture.loops.isEmpty, diagnosis.shouldLook(at: picture.now) { effects.append(.findTrouble) }
        if look.shouldTell(looking, at: picture.now) { effects.append(.look(looking)) }
        let scene = scene
        effects += screens[screen]?.asks(scene) ?? []
        if picture.loops.isEmpty, threads.shouldLoad(at: picture.now) { effects.append(.loadThreads) }
        return effects
    }

    /// The live tasks on screen, in the order of their numbers.
    private var lookedAt: [TaskID] {
        guard let opened else { return shown.visibleTasks(scene) }
        return picture.tasks[opened] == nil ? [] : [opened]
    }

    /// What `Effect.findTrouble` looks at.
    public var toExamine: (picture: Picture, board: FindingsBoard) { (picture, diagnosis.board) }

    /// The answer to `Effect.findTrouble`.
    public mutating func receive(findings board: FindingsBoard) {
        why.receive(board.graph, now: board.looked ?? 0)
        diagnosis.receive(board)
        refreshScreen()
    }

    /// What came of something that was asked for, until the next key.
    public mutating func receive(sentence: String) {
        note = Phrase(sentence)
    }

    /// The answer to `Effect.loadThreads`.
    public mutating func receive(threads: [ServiceThread]) {
        self.threads.receive(threads)
    }

    /// The answer to `Effect.loadTask`; nil where the service knows no such task any more.
    public mutating func receive(_ detail: TaskDetail?, for id: TaskID) {
        details.receive(detail, for: id)
    }

    /// The answer to `Effect.keepColumns`: nil where they are kept, else why not.
    public mutating func receive(columnsProblem problem: String?) {
        note = problem.map { Phrase("the columns hold until looptop ends: \($0)", .look) }
    }
}
