import Model
import Terminal

extension Dashboard {
    /// Keys of a task's own screen.
    mutating func actOnTask(_ action: Action) {
        guard let opened, let task = lastRecord(opened) else { return }
        let page = TaskView(scene: scene, taskPage: taskPage).page(
            of: task, in: Rect(0, 2, size.width, contentHeight), now: picture.now)
        switch action {
        case .open:
            guard let link = taskPage.link.flatMap({ TaskLink.nearest(to: $0, in: page.links) }) else { return }
            trail.leave(opened, taskPage)
            self.opened = link.task
            taskPage = TaskPageState()
        case .up, .down:
            guard !page.links.isEmpty else { return scroll(action, page) }
            let link = taskPage.link.flatMap { TaskLink.nearest(to: $0, in: page.links) }
            let index = link.flatMap { page.links.firstIndex(of: $0) } ?? (action == .down ? -1 : page.links.count)
            taskPage.link = page.links[(index + (action == .down ? 1 : -1) + page.links.count) % page.links.count]
            taskPage.top = taskPage.top.map { _ in page.first }
        default:
            taskPage.link = nil
            scroll(action, page)
        }
    }

    private mutating func scroll(_ action: Action, _ page: TaskPage) {
        let height = page.layout.place.height - 3
        taskPage.top = Scrolling.moved(page.first, by: action, page: height, count: page.limit + 1)
    }

    /// Back to the task from which one came, or to the screen.
    mutating func closeTask() {
        guard let stop = trail.back() else { return leaveTasks() }
        opened = stop.task
        taskPage = stop.state
    }

    /// Back to the screen, whatever the way was.
    mutating func leaveTasks() {
        opened = nil
        trail = TaskTrail()
        taskPage = TaskPageState()
    }
}
