import Model
import Terminal

/// What every drawing may read, and nothing else: the picture, what was decided, and what was found out beside it.
///
/// One value that all of them share: as a struct it would be copied, field by field, into each view and box.
final class Scene: Sendable {
    let settings: DashboardSettings
    /// What is on screen.
    let picture: Picture
    /// The service's clock as it is shown, Unix seconds.
    let now: Double
    /// The terminal as it was last told.
    let size: Size
    /// Rows between the screens' bar and the hints, or the pane above them.
    let contentHeight: Int
    /// How the newest picture came, while an older one is held on screen too.
    let connection: Picture.Connection
    /// The columns that are shown of each list, in their order; all where nothing is chosen.
    let columns: [TableName: [ChosenColumn]]
    let details: DetailState
    /// What the opened task did lately.
    let trace: TaskTrace
    /// Who waits for whom.
    let graph: WaitGraph
    /// What is wrong with the service.
    let board: FindingsBoard
    /// The tasks that do not go on although they should.
    let stuck: Set<TaskID>
    let workers: WorkersState
    let cost: CostMeter
    /// The threads of a service without a loop; nil until it has told.
    let threads: [ServiceThread]?
    /// What an end would mean, and how it goes.
    let shutdown: ShutdownState
    /// What it writes.
    let output: OutputState
    /// Seconds since a service that looptop has started was told to stop; nil before.
    let stoppingFor: Int?
    /// When debug mode was switched from here, the service's clock.
    let debugSwitched: Double?

    init(
        settings: DashboardSettings, picture: Picture, now: Double, size: Size, contentHeight: Int,
        connection: Picture.Connection, columns: [TableName: [ChosenColumn]], details: DetailState,
        trace: TaskTrace, graph: WaitGraph, board: FindingsBoard, stuck: Set<TaskID>, workers: WorkersState,
        cost: CostMeter, threads: [ServiceThread]?, shutdown: ShutdownState, output: OutputState,
        stoppingFor: Int?, debugSwitched: Double?
    ) {
        self.settings = settings
        self.picture = picture
        self.now = now
        self.size = size
        self.contentHeight = contentHeight
        self.connection = connection
        self.columns = columns
        self.details = details
        self.trace = trace
        self.graph = graph
        self.board = board
        self.stuck = stuck
        self.workers = workers
        self.cost = cost
        self.threads = threads
        self.shutdown = shutdown
        self.output = output
        self.stoppingFor = stoppingFor
        self.debugSwitched = debugSwitched
    }
}

/// Whatever draws a scene: a screen with its state, a box, the dashboard itself.
protocol SceneView {
    var scene: Scene { get }
}

extension Scene: SceneView {
    var scene: Scene { self }
}

extension SceneView {
    var settings: DashboardSettings { scene.settings }
    var picture: Picture { scene.picture }
    var glyphs: Glyphs { scene.settings.glyphs }

    /// A task, live or lately ended.
    func record(_ id: TaskID) -> TaskRecord? {
        picture.tasks[id] ?? picture.ended.last { $0.id == id }
    }

    /// A task as it is, or as it was when it was last seen.
    func lastRecord(_ id: TaskID) -> TaskRecord? {
        if let known = record(id) { return known }
        guard var last = scene.details.detail(of: id)?.record else { return nil }
        (last.state, last.isOutcomeKnown, last.wait) = (.done, false, nil)
        return last
    }

    /// The columns of a list as the person has chosen them, or does so now.
    func chosen<Row>(_ all: [TableColumn<Row>], _ table: TableName) -> [TableColumn<Row>] {
        guard let wanted = scene.columns[table] else { return all }
        let chosen = wanted.compactMap { wish in all.first { $0.id == wish.name }?.wide(wish.width) }
        return chosen.isEmpty ? all : chosen
    }

    /// Before a time that may be longer.
    var atLeast: String { settings.glyphs == .ascii ? ">" : "≥" }

    /// For how long the loop has been blocked by now; `≥` where it may be longer.
    func blockedText(_ blocked: Vitals.Blocked, now: Double) -> String {
        (blocked.isAtLeast ? atLeast : "") + DurationText.short(blockedSeconds(blocked, now: now))
    }

    /// For how long the loop has been blocked by now.
    func blockedSeconds(_ blocked: Vitals.Blocked, now: Double) -> Double {
        max(blocked.seconds, now - blocked.since)
    }
}
