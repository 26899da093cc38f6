public import JSON
public import Model

/// `looptop ps --fold`: the tasks of a service as one line for each place where they are, most tasks first.
public struct PlacesReport: Sendable {
    private let picture: Picture
    private let places: [FoldedPlace]

    /// Makes the report of what matches a filter; with one, nobody knows how many it were at the first look.
    public init(_ picture: Picture, filter: TaskFilter = TaskFilter(parsing: "")) {
        self.picture = picture
        let scene = filter.scene(of: picture)
        let tasks = picture.tasks.values.filter { filter.matches($0, in: scene) }
        places = FoldedPlace.mostFirst(of: tasks, in: picture, isAll: filter.isEmpty)
    }

    /// A table with a head, a line a place. The last column may be of any length.
    public var text: String {
        var table = TextTable(
            ["TASKS", "CHANGE", "LONGEST", "MEDIAN", "WAITS-FOR", "AT"], rightAligned: [0, 1, 2, 3])
        for place in places { table.add(cells(of: place)) }
        return table.text + Doubts.text(of: picture)
    }

    private func cells(of place: FoldedPlace) -> [String] {
        let summary = place.summary
        let longest = summary.wait.map { ($0.isExact ? "" : ">=") + DurationText.short(picture.now - $0.since) }
        let median = summary.medianSince.map { DurationText.short(picture.now - $0) }
        let first = summary.longest.flatMap { picture.tasks[$0] }
        return [
            "\(summary.count)", summary.change.map { $0 > 0 ? "+\($0)" : "\($0)" } ?? "-", longest ?? "", median ?? "",
            first.map { WaitDescription(of: $0, in: picture).text } ?? "",
            TaskCells.place(place.place.location, in: picture),
        ]
    }

    /// `{"service", "places", "since", "complete", "dropped"}`, as `JSON.md` documents it.
    public var json: JSONValue {
        TaskJSON.document(
            picture,
            [
                ("places", .array(places.map { row(of: $0) })), ("since", JSONValue(picture.firstLook?.time)),
            ])
    }

    private func row(of place: FoldedPlace) -> JSONValue {
        let summary = place.summary
        let longest = summary.wait.map { JSONValue.double(TaskJSON.rounded(max(0, picture.now - $0.since))) }
        let median = summary.medianSince.map { JSONValue.double(TaskJSON.rounded(max(0, picture.now - $0))) }
        let tasks = place.tasks.sorted { left, right in
            let (one, other) = (left.wait?.since ?? .infinity, right.wait?.since ?? .infinity)
            return one != other ? one < other : left.id < right.id
        }
        return [
            "location": TaskJSON.location(place.place.location), "kind": JSONValue(place.place.kind),
            "count": .int(summary.count), "change": JSONValue(summary.change),
            "longest_seconds": longest ?? .null, "median_seconds": median ?? .null,
            "since": summary.wait.map { $0.isExact ? "exact" : "at_least" } ?? .null,
            "tasks": .array(tasks.map { .int($0.id.rawValue) }),
        ]
    }
}
