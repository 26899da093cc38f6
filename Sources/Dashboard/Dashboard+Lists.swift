import Model
import Terminal

/// The screens that are lists, apart from the tasks: what keys and pictures mean to the one that is shown.
extension Dashboard {
    /// Another instance of the service: ids mean other things now.
    mutating func forgetLists() {
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
        case .overview, .tasks, .findings, .shutdown, .output: break
        }
    }

    /// The filter that is being typed.
    var listInput: LineInput? {
        switch screen {
        case .events: events.filter.input
        case .waits: waits.filter.input
        case .requests: requests.filter.input
        case .overview, .tasks, .slow, .findings, .shutdown, .output: nil
        }
    }

    mutating func typeInList(_ key: Key) {
        switch screen {
        case .events: events.type(key, picture: picture)
        case .waits: waits.type(key, picture: picture)
        case .requests: requests.type(key, picture: picture)
        case .overview, .tasks, .slow, .findings, .shutdown, .output: break
        }
    }

    mutating func typeInList(_ text: String) {
        switch screen {
        case .events: events.paste(text, picture: picture)
        case .waits: waits.paste(text, picture: picture)
        case .requests: requests.paste(text, picture: picture)
        case .overview, .tasks, .slow, .findings, .shutdown, .output: break
        }
    }

    mutating func actInList(_ action: Action) {
        if screen == .findings, action == .open { return openFinding() }
        if action == .openResource { return openResource(of: findings.selected?.evidence) }
        if action == .open {
            return openTask(selectedTask)
        }
        switch screen {
        case .slow: slow.act(action, page: slowLayout.list - 1, picture: picture)
        case .events: events.act(action, page: eventsPage, picture: picture)
        case .waits: waits.act(action, page: waitsPage, picture: picture)
        case .requests: requests.act(action, page: requestsPage, picture: picture)
        case .findings: findings.act(action, page: findingsLayout.list - 1)
        case .output: output.act(action, page: outputPage)
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
