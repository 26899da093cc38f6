/// Tasks that are at one line of code, and wait there for the same kind of thing: one line for all of them.
public struct FoldedPlace: Sendable {
    /// Where.
    public let place: TaskPlace
    /// The tasks, in no order.
    public let tasks: [TaskRecord]
    /// How many, how they are, and how long they wait.
    public let summary: TaskSummary

    /// The places of some tasks of a picture.
    ///
    /// - Parameters:
    ///   - isAll: false where these are not all tasks: then nobody knows how many of them there were.
    public static func all(of tasks: [TaskRecord], in picture: Picture, isAll: Bool = true) -> [FoldedPlace] {
        Dictionary(grouping: tasks, by: \.place).map { place, tasks in
            var summary = TaskSummary(of: tasks)
            if isAll { summary.change = picture.firstLook?.change(at: place, now: tasks.count) }
            return FoldedPlace(place: place, tasks: tasks, summary: summary)
        }
    }

    /// The places with the most tasks first; of equals the longest wait, then by name.
    public static func mostFirst(of tasks: [TaskRecord], in picture: Picture, isAll: Bool = true) -> [FoldedPlace] {
        all(of: tasks, in: picture, isAll: isAll).sorted { left, right in
            if left.tasks.count != right.tasks.count { return left.tasks.count > right.tasks.count }
            let (one, other) = (left.summary.wait?.since ?? .infinity, right.summary.wait?.since ?? .infinity)
            return one != other ? one < other : left.name < right.name
        }
    }

    /// The same in every picture, so that equals do not change places.
    var name: PlaceKey {
        let location = place.location
        return PlaceKey(
            file: "\(location?.file ?? ""):\(location?.function ?? ""):\(place.kind ?? "")", line: location?.line ?? 0)
    }
}
