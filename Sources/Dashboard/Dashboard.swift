public import Model
import Terminal

/// The whole interface as one value: events and pictures go in, effects and cell grids come out. No I/O and no clock.
///
/// It holds what screens share, the screens themselves by their names, and the dialogs that lie over them.
public struct Dashboard: Sendable {
    /// What was decided before, and the theme that is shown now.
    public internal(set) var settings: DashboardSettings
    /// What is on screen.
    var picture = Picture()
    /// The newest picture while an older one is held on screen.
    var newest: Picture?
    var screen = Registry.all[0].id
    var screens: [ScreenID: any Screen]
    /// What lies over the screen, the one that takes the keys last.
    var dialogs: [any Dialog] = []
    /// The task whose own screen is open, how it is looked at, and how one came to it.
    var opened: TaskID?
    var taskPage = TaskPageState()
    var trail = TaskTrail()
    /// Where one has been.
    var history = PlaceHistory()
    var isHelpOpen = false
    /// How far the help is scrolled.
    var helpTop = 0
    /// The columns that are shown of each list, in their order; all where nothing is chosen.
    var columns: [TableName: [ChosenColumn]]
    /// What came of what a person asked for, until the next key.
    var note: Phrase?
    var answers = ActAnswers()
    /// When debug mode was switched from here, the service's clock.
    var debugSwitched: Double?
    /// Seconds since a service that looptop has started was told to stop; nil before.
    public var stoppingFor: Int?
    var diagnosis: Diagnosis
    var shutdown = ShutdownState()
    var output = OutputState()
    var details = DetailState()
    /// What the opened task did lately.
    var trace = TaskTrace()
    var why = WhyState()
    var look = LookState()
    var threads = ThreadsState()
    var cost = CostMeter()
    var workers = WorkersState()
    /// The terminal as it was last told: how far a page goes.
    var size = Size(80, 24)

    /// Makes a dashboard that has seen nothing yet.
    public init(settings: DashboardSettings) {
        self.settings = settings
        diagnosis = Diagnosis(settings.configuration)
        columns = settings.configuration.columns
        screens = Dictionary(uniqueKeysWithValues: Registry.screens.map { ($0.about.id, $0.init()) })
    }

    /// What keys mean.
    var keys: KeyTable { settings.configuration.keys }

    /// The screen that is shown, or stands behind a task's own one.
    var shown: any Screen {
        get { screens[screen] ?? Registry.screens[0].init() }
        set { screens[screen] = newValue }
    }

    /// True while an older picture is held on screen.
    public var isFrozen: Bool { newest != nil }

    /// Takes in a new picture; while frozen it is kept for later.
    ///
    /// - Returns: what is needed to show it: details of the selected task, once a second at most.
    @discardableResult
    public mutating func update(_ picture: Picture) -> [Effect] {
        if newest != nil {
            newest = picture
            return []
        }
        show(picture)
        return wanted()
    }

    mutating func show(_ picture: Picture) {
        if picture.generation != self.picture.generation { forget() }
        self.picture = picture
        shutdown.refresh(from: picture)
        if let vitals = picture.vitals { cost.record(vitals) }
        refreshScreen()
    }

    /// Another instance of the service: ids mean other things now.
    private mutating func forget() {
        for id in screens.keys { screens[id]?.forget() }
        dialogs.removeAll { $0 is ActDialog }
        shutdown.forget()
        details = DetailState()
        trace = TaskTrace()
        why.forget()
        look = LookState()
        threads = ThreadsState()
        cost = CostMeter()
        history = PlaceHistory()
        leaveTasks()
    }

    /// Makes anew what the screen shown is drawn from: the others wait until they are opened.
    mutating func refreshScreen() {
        let scene = scene
        screens[screen]?.refresh(scene)
    }

    /// The service's clock as it is shown: it stands still with the picture.
    func clock(_ now: Double) -> Double {
        guard !isFrozen, picture.connection == .live || picture.connection == .loading else { return picture.now }
        return max(now, picture.now)
    }
}

extension Dashboard: SceneView {
    /// What drawings read, at the time of the picture.
    var scene: Scene { scene(now: picture.now) }

    func scene(now: Double) -> Scene {
        Scene(
            settings: settings, picture: picture, now: now, size: size, contentHeight: contentHeight,
            connection: (newest ?? picture).connection, columns: columns, details: details, trace: trace,
            graph: why.graph, board: diagnosis.board, stuck: diagnosis.stuck, workers: workers, cost: cost,
            threads: threads.threads, shutdown: shutdown, output: output, stoppingFor: stoppingFor,
            debugSwitched: debugSwitched)
    }
}
