/// The tasks of a picture in a form, as rows from top to bottom.
public struct TaskOutline: Sendable {
    /// The rows: matches of the filter and what leads to them, without what is folded.
    public let rows: [TaskRow]
    /// How many tasks match the filter, folded ones included.
    public let matchCount: Int

    /// Tasks deeper than this are shown at this depth: nobody reads further right, and guides cost depth times tasks.
    public static let depthLimit = 100
    /// Of more siblings alike than these, the first `alikeShown` are shown, and the others as one line.
    public static let alikeLimit = 20
    /// See `alikeLimit`.
    public static let alikeShown = 3

    /// What a person has decided.
    public struct Choices: Hashable, Sendable {
        /// The order of siblings.
        public var order: TaskOrder
        /// Which tasks are shown.
        public var filter: TaskFilter
        /// Lines that are not as they are by themselves: see `folding`.
        public var toggled: Set<RowID>
        /// A task that is shown even among others that look like it.
        public var kept: TaskID?
        /// What lines are by themselves.
        public var folding: TreeFolding
        /// The tasks that do not go on although they should: a filter may ask for them.
        public var stuck: Set<TaskID> = []

        /// Makes choices; everything is shown where nothing is said.
        public init(
            order: TaskOrder = TaskOrder(), filter: TaskFilter = TaskFilter(parsing: ""), toggled: Set<RowID> = [],
            kept: TaskID? = nil, stuck: Set<TaskID> = [], folding: TreeFolding = .usual
        ) {
            self.order = order
            self.filter = filter
            self.toggled = toggled
            self.kept = kept
            self.stuck = stuck
            self.folding = folding
        }
    }

    /// Works out the rows of a picture.
    public init(of picture: Picture, form: TaskForm, choices: Choices = Choices()) {
        if let tree = form.tree {
            (rows, matchCount) = Self.walked(picture, tree, choices)
            return
        }
        let scene = FilterScene(picture, stuck: choices.stuck)
        let filter = choices.filter
        let tasks =
            filter.isEmpty ? Array(picture.tasks.values) : picture.tasks.values.filter { filter.matches($0, in: scene) }
        matchCount = tasks.count
        rows =
            form == .folded
            ? TaskFold(tasks: tasks, of: picture, choices: choices).rows
            : choices.order.positions(in: tasks, now: picture.now).map { TaskRow(id: .task(tasks[$0].id)) }
    }

    private static func walked(_ picture: Picture, _ form: TreeForm, _ choices: Choices) -> ([TaskRow], Int) {
        let forest = AwaitForest(of: picture, form: form, order: choices.order)
        let filter = choices.filter
        let scene = FilterScene(picture, stuck: choices.stuck)
        let matches = forest.nodes.indices.map { position in
            forest.task(at: position).map { filter.isEmpty || filter.matches($0, in: scene) } ?? false
        }
        var walk = OutlineWalk(
            forest: forest, form: form, matches: matches,
            isShown: filter.isEmpty ? nil : forest.leading(to: matches), choices: choices)
        walk.run()
        return (walk.rows, matches.count { $0 })
    }
}
