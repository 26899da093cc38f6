import Model
import Terminal

extension ScreenID {
    static let overview = ScreenID(rawValue: "overview")
}

/// Answers at a glance.
struct OverviewScreen: Screen {
    static let about = ScreenInfo(
        id: .overview, key: "1", title: "Overview", short: "Over", keys: KeySection(.everywhere, []))

    /// Where tasks wait in the picture on screen.
    private var places: [WaitingPlace] = []
    /// Its pools and queues.
    private var poolRows: [ResourceRow] = []
    private var freshness = Freshness()

    mutating func refresh(_ scene: Scene) {
        guard freshness.isDue(scene.picture) else { return }
        places = WaitingPlace.all(in: scene.picture)
        poolRows = WaitsState.pools(of: scene.picture)
    }

    mutating func forget() { freshness = Freshness() }
    mutating func forgetTasks() { freshness = Freshness() }

    func draw(_ scene: Scene, on canvas: inout Canvas, in rect: Rect) -> Cursor? {
        OverviewView(scene: scene, places: places, poolRows: poolRows).draw(on: &canvas, in: rect, now: scene.now)
    }
}
