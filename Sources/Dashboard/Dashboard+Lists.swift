import Model
import Terminal

/// The screens that are lists, apart from the tasks: what keys and pictures mean to the one that is shown.
extension Dashboard {
    /// Another instance of the service: ids mean other things now.
    mutating func forgetLists() {
        overviewFresh = Freshness()
        slow = SlowState()
        events.forget()
        waits.forget()
        requests.forget()
        shutdown.forget()
    }

    mutating func refreshList() {
        switch screen {
        case .slow: slow.refresh(from: picture)
        case .events: events.refresh(from: picture)
        case .waits: waits.refresh(from: picture)
        case .requests: requests.refresh(from: picture)
        case .findings: findings.refresh(from: picture)
        case .overview, .tasks, .shutdown, .output: break
        }
    }

    /// The line that is being typed above the list.
    var lineInput: LineInput? {
        switch screen {
        case .tasks: tasks.filter.input
        case .slow: slow.filter.input
        case .events: events.filter.input
        case .waits: waits.filter.input
        case .requests: requests.filter.input
        case .findings: findings.filter.input
        case .overview, .shutdown, .output: nil
        }
    }

    /// True while a filter is in force or typed, or something else that Esc ends.
    var hasFilter: Bool {
        if lineInput != nil { return true }
        return switch screen {
        case .tasks: !tasks.filter.text.isEmpty
        case .slow: !slow.filter.text.isEmpty
        case .events: !events.filter.text.isEmpty
        case .waits: !waits.filter.text.isEmpty || waits.focus != .resources
        case .requests: !requests.filter.text.isEmpty
        case .findings: !findings.filter.text.isEmpty
        case .overview, .shutdown, .output: false
        }
    }

    mutating func typeInList(_ key: Key) {
        switch screen {
        case .tasks: tasks.type(key, picture: picture, page: page)
        case .slow: slow.type(key, picture: picture, page: page)
        case .events: events.type(key, picture: picture, page: page)
        case .waits: waits.type(key, picture: picture, page: page)
        case .requests: requests.type(key, picture: picture, page: page)
        case .findings: findings.type(key, picture: picture, page: page)
        case .overview, .shutdown, .output: break
        }
    }

    mutating func pasteInList(_ text: String) {
        switch screen {
        case .tasks: tasks.paste(text, picture: picture, page: page)
        case .slow: slow.paste(text, picture: picture, page: page)
        case .events: events.paste(text, picture: picture, page: page)
        case .waits: waits.paste(text, picture: picture, page: page)
        case .requests: requests.paste(text, picture: picture, page: page)
        case .findings: findings.paste(text, picture: picture, page: page)
        case .overview, .shutdown, .output: break
        }
    }

    /// Rows of the list that is shown.
    var page: Int {
        switch screen {
        case .tasks: TasksLayout(contentHeight: contentHeight).listHeight
        case .slow: slowLayout.list - 1
        case .events: eventsPage
        case .waits: waitsPage
        case .requests: requestsPage
        case .findings: findingsLayout.list - 1
        case .output: outputPage
        case .overview, .shutdown: max(1, contentHeight)
        }
    }

    mutating func actInList(_ action: Action) {
        if screen == .findings, action == .open { return openFinding() }
        if action == .openResource { return openResource(of: findings.selected?.evidence) }
        if action == .open {
            return openTask(selectedTask)
        }
        switch screen {
        case .slow: slow.act(action, page: page, picture: picture)
        case .events: events.act(action, page: page, picture: picture)
        case .waits: waits.act(action, page: page, picture: picture)
        case .requests: requests.act(action, page: page, picture: picture)
        case .findings: findings.act(action, page: page, picture: picture)
        case .output: output.act(action, page: page)
        case .overview, .tasks, .shutdown: break
        }
    }

    /// The task that the selected row is about.
    private var selectedTask: TaskID? {
        switch screen {
        case .slow: slow.selected?.task
        case .events: events.selectedIndex.flatMap { events.rows[$0].task }
        case .waits: waits.selectedTask
        case .requests: requests.selected?.task
        case .overview, .tasks, .findings, .shutdown, .output: nil
        }
    }

    /// Shows a task in full, where it is known.
    mutating func openTask(_ task: TaskID?) {
        guard let task, record(task) != nil else { return }
        opened = task
    }
}
