public import Model
public import Terminal

/// The list of services that a person picks one from, as one value: what was found and keys go in, choices and cell grids
/// come out. No I/O and no clock.
public struct Picker: Sendable {
    /// What a person wants.
    public enum Choice: Hashable, Sendable {
        /// To look at this process.
        case service(ListedService)
        /// To look at all of an application's workers.
        case application(ListedApplication)
        /// The built-in service.
        case demo
        /// To leave.
        case quit
        /// The screen painted anew.
        case redraw
    }

    /// A line of the list.
    struct Row: Hashable, Sendable {
        var application: ListedApplication
        /// The worker; nil for the line of its application, or of a service alone.
        var worker: ListedService?
        var isLast = false

        /// What the selection is held by.
        var id: Int { worker.map { -$0.pid } ?? application.pid }
        /// What the line shows.
        var service: ListedService? { worker ?? (application.hasWorkers ? nil : application.members[0]) }
    }

    let settings: DashboardSettings
    /// How a service gets an agent: a line each, the first introduces them.
    let waysIn: [String]
    /// Nil until the first look.
    private(set) var applications: [ListedApplication]?
    private(set) var rows: [Row] = []
    private(set) var selection: Int?
    private var unfolded: Set<Int> = []
    var size = Size(80, 24)

    /// Makes a list that has seen nothing yet.
    ///
    /// - Parameter waysIn: how a service gets an agent, for where there is none: an introduction and a line each.
    public init(settings: DashboardSettings, waysIn: String) {
        self.settings = settings
        self.waysIn = waysIn.split(separator: "\n").map(String.init)
    }

    /// Takes in what was found. The selection stays on its line, or goes to the one that took its place.
    public mutating func update(_ services: [ListedService]) {
        applications = ListedApplication.fold(services)
        arrange()
    }

    /// Takes in a key, or the terminal's new size.
    ///
    /// - Returns: what the person wants, where the key says so.
    public mutating func handle(_ event: TerminalEvent) -> Choice? {
        switch event {
        case .resized(let size): self.size = size
        case .closed: return .quit
        case .paste: break
        case .mouse(let mouse):
            if mouse.kind != .press { return act(mouse.kind == .wheelUp ? .up : .down) }
        case .key(let key): return settings.configuration.keys.action(for: key, in: .services).flatMap { act($0) }
        }
        return nil
    }

    private mutating func act(_ action: Action) -> Choice? {
        switch action {
        case .quit: return .quit
        case .demo: return .demo
        case .redraw: return .redraw
        case .accept: return choice
        case .down: move(by: 1)
        case .up: move(by: -1)
        case .first: move(by: -rows.count)
        case .last: move(by: rows.count)
        case .pageDown: move(by: max(1, size.height - 6))
        case .pageUp: move(by: -max(1, size.height - 6))
        case .workers: fold(nil)
        case .foldOut: fold(false)
        case .foldIn: fold(true)
        default: break
        }
        return nil
    }

    /// What Enter means here: nothing where another user's service refuses us.
    private var choice: Choice? {
        guard let row = selectedRow else { return applications?.isEmpty == true ? .demo : nil }
        return row.service.map { .service($0) } ?? .application(row.application)
    }

    var selectedIndex: Int? { selection.flatMap { id in rows.firstIndex { $0.id == id } } }
    private var selectedRow: Row? { selectedIndex.map { rows[$0] } }

    func isUnfolded(_ application: ListedApplication) -> Bool { unfolded.contains(application.pid) }

    private mutating func move(by distance: Int) {
        guard let index = selectedIndex else { return }
        selection = rows[max(0, min(rows.count - 1, index + distance))].id
    }

    /// Folds or unfolds the selected application; nil turns it around.
    private mutating func fold(_ isFolded: Bool?) {
        guard let row = selectedRow, row.application.hasWorkers else { return }
        let pid = row.application.pid
        if isFolded ?? unfolded.contains(pid) {
            unfolded.remove(pid)
            selection = pid
        } else {
            unfolded.insert(pid)
        }
        arrange()
    }

    private mutating func arrange() {
        let before = selectedIndex ?? 0
        rows = (applications ?? []).flatMap { application in
            let line = [Row(application: application)]
            guard application.hasWorkers, isUnfolded(application) else { return line }
            let last = application.members.last?.pid
            return line + application.members.map { Row(application: application, worker: $0, isLast: $0.pid == last) }
        }
        if selectedIndex == nil { selection = rows.isEmpty ? nil : rows[min(before, rows.count - 1)].id }
    }
}
