public import Model
import Terminal

/// The whole interface as one value: events and pictures go in, effects and cell grids come out. No I/O and no clock.
public struct Dashboard: Sendable {
    /// What was decided before, and the theme that is shown now.
    public internal(set) var settings: DashboardSettings
    /// What is on screen.
    var picture = Picture()
    /// The newest picture while an older one is held on screen.
    var newest: Picture?
    var screen = ScreenID.overview
    /// The task whose own screen is open.
    var opened: TaskID?
    var isHelpOpen = false
    /// Where one has been.
    var history = PlaceHistory()
    /// The columns that are shown of each list, in their order; all where nothing is chosen.
    var columns: [TableName: [ChosenColumn]]
    var columnsDialog: ColumnsDialog?
    /// The line for commands, while it is open.
    var palette: Palette?
    /// How far the help is scrolled.
    var helpTop = 0
    /// How that screen is looked at, and how one came to it.
    var taskPage = TaskPageState()
    var trail = TaskTrail()
    var tasks = TasksState()
    var slow = SlowState()
    var events = EventsState()
    var waits = WaitsState()
    var requests = RequestsState()
    var findings: FindingsState
    var output = OutputState()
    var shutdown = ShutdownState()
    /// When debug mode was switched from here, the service's clock.
    var debugSwitched: Double?
    /// The pools and queues of the overview.
    var poolRows: [WaitsState.Row] = []
    var overviewFresh = Freshness()
    var details = DetailState()
    /// What the opened task did lately.
    var trace = TaskTrace()
    var why = WhyState()
    /// What came of what a person asked for, until the next key.
    var note: Phrase?
    var look = LookState()
    var threads = ThreadsState()
    var cost = CostMeter()
    var workers = WorkersState()
    /// The list of workers, while it is open.
    var workersDialog: WorkersDialog?
    /// The list of themes, while it is open.
    var themesDialog: ThemesDialog?
    /// Where tasks wait in the picture on screen.
    var places: [WaitingPlace] = []
    /// The terminal as it was last told: how far a page goes.
    var size = Size(80, 24)

    /// Makes a dashboard that has seen nothing yet.
    public init(settings: DashboardSettings) {
        self.settings = settings
        findings = FindingsState(settings.configuration)
        columns = settings.configuration.columns
    }

    /// What keys mean.
    var keys: KeyTable { settings.configuration.keys }

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

    /// The answer to `Effect.loadThreads`.
    public mutating func receive(threads: [ServiceThread]) {
        self.threads.receive(threads)
    }

    mutating func show(_ picture: Picture) {
        if picture.generation != self.picture.generation {
            tasks.forgetTasks()
            forgetLists()
            details = DetailState()
            trace = TaskTrace()
            why.forget()
            look = LookState()
            threads = ThreadsState()
            cost = CostMeter()
            history = PlaceHistory()
            leaveTasks()
        }
        self.picture = picture
        shutdown.refresh(from: picture)
        if let vitals = picture.vitals { cost.record(vitals) }
        refreshScreen()
    }

    /// Makes anew what the screen shown is drawn from: the others wait until they are opened.
    mutating func refreshScreen() {
        switch screen {
        case .overview:
            guard overviewFresh.isDue(picture) else { return }
            places = WaitingPlace.all(in: picture)
            poolRows = WaitsState.pools(of: picture)
        case .tasks: tasks.refreshIfNeeded(from: picture)
        default: refreshList()
        }
    }

    /// What the person looks at and has no fresh answer about.
    mutating func wanted() -> [Effect] {
        if opened != nil || screen == .tasks { why.refresh(from: picture) }
        if let task = opened.flatMap(record) { trace.look(at: task, now: picture.now) }
        guard picture.connection == .live else { return [] }
        var effects: [Effect] = []
        let looked = opened ?? (screen == .tasks ? tasks.previewed : nil)
        if let looked, picture.tasks[looked] != nil, details.shouldLoad(looked, at: picture.now) {
            effects.append(.loadTask(looked))
        }
        let looking = lookedAt
        if !picture.loops.isEmpty, findings.shouldLook(at: picture.now) { effects.append(.findTrouble) }
        if look.shouldTell(looking, at: picture.now) { effects.append(.look(looking)) }
        if screen == .shutdown, shutdown.shouldLoad(at: picture.now) { effects.append(.loadShutdownPlan) }
        if picture.loops.isEmpty, threads.shouldLoad(at: picture.now) { effects.append(.loadThreads) }
        return effects
    }

    /// The live tasks on screen, in the order of their numbers.
    private var lookedAt: [TaskID] {
        if let opened { return picture.tasks[opened] == nil ? [] : [opened] }
        guard screen == .tasks else { return [] }
        let page = TasksLayout(contentHeight: contentHeight).listHeight
        return Array(tasks.visibleTasks(page: page).prefix(LookState.limit)).sorted()
    }

    /// The service's clock as it is shown: it stands still with the picture.
    func clock(_ now: Double) -> Double {
        guard !isFrozen, picture.connection == .live || picture.connection == .loading else { return picture.now }
        return max(now, picture.now)
    }
}

extension Dashboard {
    /// What `Effect.findTrouble` looks at.
    public var toExamine: (picture: Picture, board: FindingsBoard) { (picture, findings.board) }

    /// What came of something that was asked for, until the next key.
    public mutating func receive(sentence: String) {
        note = Phrase(sentence)
    }

    /// The answer to `Effect.findTrouble`.
    public mutating func receive(findings board: FindingsBoard) {
        why.receive(board.graph, now: board.looked ?? 0)
        findings.receive(board, picture: picture)
        guard tasks.stuck != findings.stuck else { return }
        tasks.stuck = findings.stuck
        if screen == .tasks, tasks.filter.filter.asksForStuck { tasks.refresh(from: picture) }
    }

    /// The answer to `Effect.loadTask`; nil where the service knows no such task any more.
    public mutating func receive(_ detail: TaskDetail?, for id: TaskID) {
        details.receive(detail, for: id)
    }
}
