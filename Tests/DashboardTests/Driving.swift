import Model
import Terminal

@testable import Dashboard

extension Dashboard {
    /// A dashboard that shows a picture, in a terminal of a size.
    static func showing(_ picture: Picture?, size: Size = Size(120, 36), glyphs: Glyphs = .unicode) -> Dashboard {
        var dashboard = Dashboard(settings: DashboardSettings(theme: .night, glyphs: glyphs, targetName: "orders-api"))
        _ = dashboard.handle(.resized(size))
        if let picture { dashboard.update(picture) }
        return dashboard
    }

    /// Presses keys; returns the effects of all.
    @discardableResult
    mutating func press(_ keys: Key...) -> [Effect] {
        keys.flatMap { handle(.key($0)) }
    }

    /// Types characters.
    @discardableResult
    mutating func type(_ text: String) -> [Effect] {
        text.flatMap { handle(.key(.character($0))) }
    }

    /// The screen as text.
    func text(_ size: Size = Size(120, 36), now: Double = Sample.now) -> String {
        render(size, now: now).grid.lines.joined(separator: "\n")
    }
}

/// What a test asks of the parts by their kinds.
extension Dashboard {
    var tasks: TasksState { (screens[.tasks] as? TasksScreen)?.state ?? TasksState() }
    var waits: WaitsState { (screens[.waits] as? WaitsScreen)?.state ?? WaitsState() }
    var slow: SlowState {
        get { (screens[.slow] as? SlowScreen)?.state ?? SlowState() }
        set {
            var screen = screens[.slow] as? SlowScreen ?? SlowScreen()
            screen.state = newValue
            screens[.slow] = screen
        }
    }
    var events: EventsState { (screens[.events] as? EventsScreen)?.state ?? EventsState() }
    var findings: FindingsState { (screens[.findings] as? FindingsScreen)?.state ?? FindingsState() }
    var requests: RequestsState { (screens[.requests] as? RequestsScreen)?.state ?? RequestsState() }
    var lineInput: LineInput? { shown.lineInput }

    private func dialog<Part: Dialog>(_ part: Part.Type) -> Part? { dialogs.last as? Part }

    var actDialog: ActDialog? { dialog(ActDialog.self) }
    var palette: Palette? { dialog(Palette.self) }
    var columnsDialog: ColumnsDialog? { dialog(ColumnsDialog.self) }
    var themesDialog: ThemesDialog? { dialog(ThemesDialog.self) }
    var workersDialog: WorkersDialog? { dialog(WorkersDialog.self) }
    /// The columns that the line for commands offers to sort by.
    var sorts: [Palette.Entry] {
        shown.sorts.map { Palette.Entry(title: "sort \($0.column)", detail: "", deed: .sort($0.column)) }
    }
}
