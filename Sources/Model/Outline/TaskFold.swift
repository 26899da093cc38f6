/// Tasks folded by the line of code where they are, and the kind of thing that they wait for there.
struct TaskFold {
    private(set) var rows: [TaskRow] = []

    init(tasks: [TaskRecord], of picture: Picture, choices: TaskOutline.Choices) {
        let places = FoldedPlace.all(of: tasks, in: picture, isAll: choices.filter.isEmpty)
        for position in Self.positions(of: places, in: choices.order, now: picture.now) {
            add(places[position], choices, now: picture.now)
        }
    }

    private mutating func add(_ place: FoldedPlace, _ choices: TaskOutline.Choices, now: Double) {
        let id = RowID.place(place.place)
        let isOpen = choices.folding.folds(0, standsForSeveral: true) == choices.toggled.contains(id)
        rows.append(
            TaskRow(id: id, childCount: place.tasks.count, isCollapsed: !isOpen, summary: place.summary))
        guard isOpen else { return }
        // What orders places does not order the tasks of one: there the longest wait is what matters.
        let order = choices.order.sort.isOfPlaces ? TaskOrder(sort: .wait, isAscending: false) : choices.order
        let positions = order.positions(in: place.tasks, now: now)
        for (number, position) in positions.enumerated() {
            rows.append(
                TaskRow(
                    id: .task(place.tasks[position].id), depth: 1, ancestorsContinue: [true],
                    isLast: number == positions.count - 1))
        }
    }

    private static func positions(of places: [FoldedPlace], in order: TaskOrder, now: Double) -> [Int] {
        // One line may have several kinds of waits: their order must not change from picture to picture.
        func sorted<Key: Comparable>(by key: (FoldedPlace) -> Key?) -> [Int] {
            order.positions(of: places, by: key, id: \.name)
        }
        switch order.sort {
        case .id, .age, .count: return sorted(by: { $0.summary.count })
        case .name, .coroutine: return sorted(by: { $0.tasks.first?.coroutine })
        case .state: return sorted(by: { $0.summary.states.first?.state.rank })
        case .wait: return sorted(by: { $0.summary.wait.map { now - $0.since } })
        case .median: return sorted(by: { $0.summary.medianSince.map { now - $0 } })
        case .waitsFor: return sorted(by: { $0.place.kind })
        case .steps: return sorted(by: { $0.summary.effort?.steps })
        case .busy: return sorted(by: { $0.summary.effort?.busy })
        case .change: return sorted(by: { $0.summary.change })
        case .location:
            return sorted(by: { PlaceKey(file: $0.place.location?.file ?? "", line: $0.place.location?.line ?? 0) })
        }
    }
}

extension TaskSort {
    /// True where every task of a place has the same.
    fileprivate var isOfPlaces: Bool {
        switch self {
        case .count, .change, .median, .location, .waitsFor, .coroutine, .state: true
        case .id, .name, .wait, .steps, .busy, .age: false
        }
    }
}
