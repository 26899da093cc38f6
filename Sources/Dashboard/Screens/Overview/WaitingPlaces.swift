import Model

/// Waiting tasks folded by the line of code where they wait.
struct WaitingPlace: Hashable, Sendable {
    var location: CodeLocation
    var count = 0
    /// When the longest of the waits began.
    var since = Double.infinity
    var isExact = true
    /// The one that waits longest.
    var longest: TaskRecord?
    var wait: Wait? { longest?.wait }

    /// The places of a picture: most tasks first, of equals the longest wait.
    static func all(in picture: Picture) -> [WaitingPlace] {
        var places: [CodeLocation: WaitingPlace] = [:]
        for task in picture.tasks.values {
            guard let wait = task.wait, let location = task.location else { continue }
            var place = places[location] ?? WaitingPlace(location: location)
            place.count += 1
            if wait.since < place.since {
                place.since = wait.since
                place.isExact = wait.isExact
                place.longest = task
            }
            places[location] = place
        }
        return places.values.sorted { left, right in
            if left.count != right.count { return left.count > right.count }
            if left.since != right.since { return left.since < right.since }
            return (left.location.file, left.location.line) < (right.location.file, right.location.line)
        }
    }
}
