import Model

/// Where a person was: a screen, or a task's own screen and the way to it.
struct Place: Hashable, Sendable {
    var screen: ScreenID
    var opened: TaskID?
    var taskPage: TaskPageState
    var trail: [TaskTrail.Stop]
    /// True where one went on from here by opening what was selected.
    var isDrilled = false

    /// True of two places that are the same screen.
    func isSame(as other: Place) -> Bool { screen == other.screen && opened == other.opened }
}

/// The places that a person has been at, and can go back to and forward again.
struct PlaceHistory: Sendable {
    private(set) var past: [Place] = []
    private(set) var future: [Place] = []

    /// So many are kept.
    static let limit = 100

    mutating func leave(_ place: Place, isDrilled: Bool) {
        var place = place
        place.isDrilled = isDrilled
        past.append(place)
        if past.count > Self.limit { past.removeFirst() }
        future = []
    }

    mutating func back(from here: Place) -> Place? {
        guard let place = past.popLast() else { return nil }
        future.append(here)
        return place
    }

    mutating func forward(from here: Place) -> Place? {
        guard let place = future.popLast() else { return nil }
        past.append(here)
        return place
    }

    /// The screens through which one drilled to this one, the first first.
    func drilled(to screen: ScreenID) -> [ScreenID] {
        var screens: [ScreenID] = []
        for place in past.reversed() {
            guard place.isDrilled else { break }
            if place.screen != (screens.last ?? screen) { screens.append(place.screen) }
        }
        return screens.reversed()
    }
}
