import Model
import Terminal

extension Dashboard {
    /// Where one is.
    var place: Place {
        Place(screen: screen, opened: opened, taskPage: taskPage, trail: trail.stops)
    }

    /// Remembers where one was, after something was done that may have led elsewhere.
    mutating func remember(_ before: Place, after action: Action) {
        guard action != .goBack, action != .goForward, action != .clearFilter, !before.isSame(as: place),
            picture.service != nil
        else { return }
        // The way up from what was opened ends where it began: going up is not going on.
        if action == .back, history.past.last?.isSame(as: place) == true {
            if history.past.last?.isDrilled == true { _ = history.back(from: before) }
            return
        }
        history.leave(before, isDrilled: action == .open || action == .openResource)
    }

    mutating func goBackInHistory() {
        guard let place = history.back(from: place) else {
            note = .muted("here it began: there is nothing further back")
            return
        }
        show(place)
    }

    mutating func goForwardInHistory() {
        guard let place = history.forward(from: place) else {
            note = .muted("there is nothing further forward")
            return
        }
        show(place)
    }

    /// Back to the list from which one opened this one; false where one did not.
    mutating func goUp() -> Bool {
        guard opened == nil, history.past.last?.isDrilled == true, let place = history.back(from: place) else {
            return false
        }
        show(place)
        return true
    }

    private mutating func show(_ place: Place) {
        isHelpOpen = false
        screen = place.screen
        opened = place.opened
        taskPage = place.taskPage
        trail = TaskTrail(stops: place.trail)
        refreshScreen()
    }

    /// Opens a task whether it is on screen or not.
    mutating func jump(to id: TaskID) {
        guard lastRecord(id) != nil else {
            note = Phrase("there is no task \(id) now", .look)
            return
        }
        isHelpOpen = false
        if opened == nil, picture.tasks[id] != nil {
            let scene = scene
            screens[screen]?.reveal(id, scene)
        }
        if let opened, opened != id { trail.leave(opened, taskPage) }
        opened = id
        taskPage = TaskPageState()
    }

    /// Brings a screen up.
    mutating func open(_ id: ScreenID) {
        screen = id
        leaveTasks()
        isHelpOpen = false
        refreshScreen()
    }
}
