/// Tasks folded by the line of code where they are, and the kind of thing that they wait for there.
struct TaskFold {
    private(set) var rows: [TaskRow] = []

    private struct Place {
        let place: TaskPlace
        let tasks: [TaskRecord]
        let summary: TaskSummary
    }

    init(tasks: [TaskRecord], choices: TaskOutline.Choices, now: Double) {
        var byPlace: [TaskPlace: [TaskRecord]] = [:]
        for task in tasks {
            byPlace[TaskPlace(location: task.location, kind: task.wait?.kind), default: []].append(task)
        }
        let places = byPlace.map { Place(place: $0.key, tasks: $0.value, summary: TaskSummary(of: $0.value)) }
        for position in Self.positions(of: places, in: choices.order, now: now) {
            add(places[position], choices, now: now)
        }
    }

    private mutating func add(_ place: Place, _ choices: TaskOutline.Choices, now: Double) {
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

    private static func positions(of places: [Place], in order: TaskOrder, now: Double) -> [Int] {
        let number: (Place) -> PlaceKey = { place in
            PlaceKey(file: place.place.location?.file ?? "", line: place.place.location?.line ?? 0)
        }
        func sorted<Key: Comparable>(by key: (Place) -> Key?) -> [Int] {
            // One line may have several kinds of waits: their order must not change from picture to picture.
            order.positions(of: places, by: key) { place in
                let at = number(place)
                return PlaceKey(
                    file: "\(at.file):\(place.place.location?.function ?? ""):\(place.place.kind ?? "")", line: at.line)
            }
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
        case .location: return sorted(by: { number($0) })
        }
    }
}

extension TaskSort {
    /// True where every task of a place has the same.
    fileprivate var isOfPlaces: Bool {
        switch self {
        case .count, .median, .location, .waitsFor, .coroutine, .state: true
        case .id, .name, .wait, .steps, .busy, .age: false
        }
    }
}
