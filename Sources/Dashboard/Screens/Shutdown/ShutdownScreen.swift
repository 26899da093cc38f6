import Model
import Terminal

/// What an end of the service would mean, and how it goes.
struct ShutdownScreen: Screen {
    static let about = ScreenInfo(id: .shutdown, key: "7", title: "Shutdown", short: "Stop", keys: keys)

    private(set) var selection = ListSelection<TaskID>()
    /// The first line of the plan that is shown, as far as its length allows.
    private var planTop = 0
    private var asked: Double?

    /// Seconds between two looks at what an end would mean.
    private static let interval = 2.0

    var selectedTask: TaskID? { selection.id }

    mutating func refresh(_ scene: Scene) {
        if let status = scene.shutdown.status { selection.settle(in: status.tasks.map(\.id)) }
    }

    mutating func forget() { asked = nil }

    mutating func asks(_ scene: Scene) -> [Effect] {
        let now = scene.picture.now
        if let asked, now - asked < Self.interval, now >= asked { return [] }
        asked = now
        return !scene.shutdown.hasBegun || scene.shutdown.end != nil ? [.loadShutdownPlan] : []
    }

    mutating func act(_ action: Action, _ scene: Scene) -> [Step] {
        switch action {
        case .shutDown: return [.question(scene.shutdownQuestion)]
        case .secondSignal: return [.question(scene.secondSignalQuestion)]
        case .quitSignal: return [.question(scene.quitSignalQuestion)]
        case .killSignal: return [.question(scene.killSignalQuestion)]
        case .saveReport: return scene.shutdown.hasBegun ? [.effect(.saveShutdownReport)] : []
        case .open: return [selectedTask].compactMap(\.self).map { .open($0) }
        default:
            if !scene.shutdown.hasBegun { scrollPlan(action, scene) }
            selection.move(
                action, in: scene.shutdown.status?.tasks.map(\.id) ?? [], page: max(1, scene.contentHeight / 3))
            return []
        }
    }

    /// Before anything is done the plan is what moves.
    private mutating func scrollPlan(_ action: Action, _ scene: Scene) {
        let overflow = view(scene).planOverflow
        planTop = Scrolling.moved(
            min(planTop, overflow), by: action, page: scene.contentHeight - 2, count: overflow + 1)
    }

    private func view(_ scene: Scene) -> ShutdownView {
        ShutdownView(scene: scene, selection: selection, planTop: planTop)
    }

    func draw(_ scene: Scene, on canvas: inout Canvas, in rect: Rect) -> Cursor? {
        view(scene).draw(on: &canvas, in: rect, now: scene.now)
    }
}
