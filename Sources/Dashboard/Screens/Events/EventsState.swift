import Model
import Terminal

/// What the events screen remembers: what is let through, and whether it follows the newest.
struct EventsState: FilteredList, Sendable {
    /// Kinds that are looked at together.
    enum Group: String, CaseIterable, Sendable {
        case everything, ends, trouble, slow, service

        func contains(_ kind: LogEntry.Kind) -> Bool {
            switch kind {
            case .created: self == .everything
            case .ended, .cancelled: self == .everything || self == .ends
            case .failed: self == .everything || self == .ends || self == .trouble
            case .unhandled, .unretrieved, .destroyed, .neverAwaited: self == .everything || self == .trouble
            case .slow: self == .everything || self == .slow
            case .loop, .agent, .act, .other: self == .everything || self == .service
            }
        }
    }

    private(set) var group = Group.everything
    var filter = ListFilter<LogEntry>()
    /// Those that are let through, oldest first.
    private(set) var rows: [LogEntry] = []
    /// The number of the selected entry; nil while the newest is followed.
    private(set) var selection: Int?
    /// The newest entry that has been looked at.
    private var seen: Int?
    /// The number of the entry at the top while nothing is followed.
    private var top: Int?

    var isFollowing: Bool { selection == nil }

    /// The selected row: the newest while it is followed.
    var selectedIndex: Int? { selection.map { place(of: $0) } ?? rows.indices.last }

    /// Another instance of the service: its numbers mean other events. What is let through stays.
    mutating func forget() {
        rows = []
        selection = nil
        top = nil
        seen = nil
    }

    mutating func refresh(from picture: Picture) {
        let entries = picture.log.entries
        let scene = FilterScene(picture)
        // The log only grows at its end: what has been let through once stays so.
        if let seen, let last = entries.last, last.id >= seen {
            let first = entries.partition { $0.id > seen }
            rows += entries[first...].filter { isShown($0, in: scene) }
        } else {
            rows = entries.filter { isShown($0, in: scene) }
        }
        seen = entries.last?.id
        let oldest = entries.first?.id ?? 0
        let gone = rows.partition { $0.id >= oldest }
        if gone > 0 { rows.removeFirst(gone) }
    }

    mutating func act(_ action: Action, page: Int, picture: Picture) {
        if actOnFilter(action, picture: picture, page: page) { return }
        switch action {
        case .nextKind:
            group = Group.allCases[((Group.allCases.firstIndex(of: group) ?? 0) + 1) % Group.allCases.count]
            restart(picture)
        case .last:
            selection = nil
            top = nil
        default: move(action, page: page)
        }
    }

    var count: Int { rows.count }

    func item(at index: Int, in picture: Picture) -> LogEntry? { rows[index] }

    mutating func select(at index: Int, page: Int) {
        let first = firstRow(page: page)
        selection = rows[index].id
        top = rows[min(first, rows.count - 1)].id
        top = rows[firstRow(page: page)].id
    }

    mutating func filterChanged(_ picture: Picture) { restart(picture) }

    /// The first row to show of a list of so many lines.
    func firstRow(page: Int) -> Int {
        let end = max(0, rows.count - page)
        guard let index = selectedIndex, selection != nil, let top else { return end }
        return max(0, min(max(min(place(of: top), end), index - page + 1), index))
    }

    private mutating func restart(_ picture: Picture) {
        seen = nil
        refresh(from: picture)
    }

    private mutating func move(_ action: Action, page: Int) {
        guard let index = selectedIndex else { return }
        let target = Scrolling.moved(index, by: action, page: page, count: rows.count)
        guard target != index || selection != nil else { return }
        // Whoever goes on past the newest follows it again.
        if action == .down || action == .pageDown, target == rows.count - 1 {
            selection = nil
            top = nil
            return
        }
        select(at: target, page: page)
    }

    /// Where the entry of a number stands, or the next after it.
    private func place(of id: Int) -> Int {
        min(rows.partition { $0.id >= id }, max(0, rows.count - 1))
    }

    private func isShown(_ entry: LogEntry, in scene: FilterScene) -> Bool {
        group.contains(entry.kind) && filter.filter.matches(entry, in: scene)
    }
}

extension [LogEntry] {
    /// The index of the first element for which something holds that holds for all that follow.
    fileprivate func partition(_ holds: (LogEntry) -> Bool) -> Int {
        var low = 0
        var high = count
        while low < high {
            let middle = (low + high) / 2
            if holds(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
