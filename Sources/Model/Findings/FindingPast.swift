/// What the checks have to know of earlier looks; bounded.
struct FindingPast {
    /// Live tasks by the line that created them, one look a second, the newest last.
    private(set) var populations: [CodeLocation: [Int]] = [:]
    /// Since when tasks are asked to end, and have not.
    private(set) var cancelling: [TaskID: Double] = [:]
    /// Pools and sessions by the line that made them: their numbers, and when each was seen first.
    private(set) var made: [CodeLocation: [Int: Double]] = [:]
    /// Since when what a check has to see lasting is so.
    private(set) var lasting: [String: Double] = [:]

    private var looked = 0.0
    private static let samples = 60
    private static let places = 500
    private static let remembered = 60.0

    /// Takes in one more picture.
    mutating func look(at picture: Picture) {
        guard picture.now - looked >= 0.9 else { return }
        looked = picture.now
        count(picture)
        follow(picture)
    }

    /// Since when something is so that holds now: from the first look at which it did.
    mutating func note(_ key: String, holds: Bool, now: Double) {
        if holds { lasting[key] = lasting[key] ?? now } else { lasting[key] = nil }
    }

    private mutating func count(_ picture: Picture) {
        var counts: [CodeLocation: Int] = [:]
        for task in picture.tasks.values {
            if let place = task.createdAt { counts[place, default: 0] += 1 }
        }
        if counts.count > Self.places {
            counts = Dictionary(
                uniqueKeysWithValues: counts.sorted { $0.value > $1.value }.prefix(Self.places).map {
                    ($0.key, $0.value)
                })
        }
        populations = populations.filter { counts[$0.key] != nil }
        for (place, count) in counts {
            populations[place, default: []].append(count)
            if let known = populations[place], known.count > Self.samples { populations[place]?.removeFirst() }
        }
    }

    private mutating func follow(_ picture: Picture) {
        var asked: [TaskID: Double] = [:]
        for (id, task) in picture.tasks where task.state == .cancelling { asked[id] = cancelling[id] ?? picture.now }
        cancelling = asked
        for resource in picture.resources.values where resource.kind == .pool && resource.isUsers {
            guard let place = resource.place, place.isUserCode else { continue }
            if made[place]?[resource.id] == nil { made[place, default: [:]][resource.id] = picture.now }
        }
        for place in Array(made.keys) {
            let kept = made[place]?.filter {
                picture.resources[$0.key] != nil || picture.now - $0.value < Self.remembered
            }
            made[place] = kept?.isEmpty == true ? nil : kept
        }
        for resource in picture.resources.values {
            let key = "full \(resource.id)"
            let isFull = resource.limit.map { $0 > 0 && (resource.inUse ?? 0) >= $0 } ?? false
            // Of an executor jobs wait; anyio's threads are bounded by a limiter, in whose line tasks are.
            let queues = resource.waiting > 0 || resource.kind == .executor && (resource.depth ?? 0) > 0
            note(key, holds: isFull && queues, now: picture.now)
            note("leak \(resource.id)", holds: resource.leaked?.isEmpty == false, now: picture.now)
        }
        lasting = lasting.filter { key, _ in
            key.split(separator: " ").last.flatMap { Int($0) }.map { picture.resources[$0] != nil } ?? true
        }
    }
}
