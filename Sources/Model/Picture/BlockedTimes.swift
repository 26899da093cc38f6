/// When loops stood still, as it becomes known: while it lasts, and once more when it is over.
struct BlockedTimes: Sendable {
    /// Apart from each other, oldest first, Unix seconds.
    private var spans: [(start: Double, end: Double)] = []
    /// How many are kept.
    private static let limit = 1000

    /// Two accounts of the same block become one.
    mutating func add(from start: Double, to end: Double) {
        guard end > start else { return }
        var joined = (start: start, end: end)
        var first = spans.count
        while first > 0, spans[first - 1].end >= start { first -= 1 }
        var last = first
        while last < spans.count, spans[last].start <= end {
            joined = (min(joined.start, spans[last].start), max(joined.end, spans[last].end))
            last += 1
        }
        spans.replaceSubrange(first..<last, with: [joined])
        if spans.count > Self.limit { spans.removeFirst(spans.count - Self.limit) }
    }

    /// How much of a time was blocked, seconds.
    func seconds(from start: Double, to end: Double) -> Double {
        var seconds = 0.0
        for span in spans.reversed() {
            if span.end <= start { break }
            seconds += max(0, min(span.end, end) - max(span.start, start))
        }
        return seconds
    }
}
