import Model
import Terminal

/// The screens that are lists, apart from the tasks: what keys and pictures mean to the one that is shown.
extension Dashboard {
    /// Another instance of the service: ids mean other things now.
    mutating func forgetLists() {
        slow = SlowState()
        events.forget()
    }

    mutating func refreshList() {
        switch screen {
        case .slow: slow.refresh(from: picture)
        case .events: events.refresh(from: picture)
        case .overview, .tasks, .waits, .requests: break
        }
    }

    /// The filter that is being typed.
    var listInput: LineInput? {
        switch screen {
        case .events: events.filter.input
        case .overview, .tasks, .waits, .slow, .requests: nil
        }
    }

    mutating func typeInList(_ key: Key) {
        switch screen {
        case .events: events.type(key, picture: picture)
        case .overview, .tasks, .waits, .slow, .requests: break
        }
    }

    mutating func typeInList(_ text: String) {
        switch screen {
        case .events: events.paste(text, picture: picture)
        case .overview, .tasks, .waits, .slow, .requests: break
        }
    }

    mutating func actInList(_ action: Action) {
        if action == .open {
            open(selectedTask)
            return
        }
        switch screen {
        case .slow: slow.act(action, page: slowLayout.list - 1, picture: picture)
        case .events: events.act(action, page: eventsPage, picture: picture)
        case .overview, .tasks, .waits, .requests: break
        }
    }

    /// The task that the selected row is about.
    private var selectedTask: TaskID? {
        switch screen {
        case .slow: slow.selected?.task
        case .events: events.selectedIndex.flatMap { events.rows[$0].task }
        case .overview, .tasks, .waits, .requests: nil
        }
    }

    /// Shows a task in full, where it is known.
    private mutating func open(_ task: TaskID?) {
        guard let task, record(task) != nil else { return }
        opened = task
        detailTop = nil
    }
}
