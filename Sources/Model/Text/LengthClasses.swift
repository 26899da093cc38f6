/// How often values fall into classes of 1, 2, 5, 10, ... times a unit: a histogram of lengths.
public struct LengthClasses: Hashable, Sendable {
    /// Values between two bounds.
    public struct Class: Hashable, Sendable {
        /// More than this, seconds; 0 for the first.
        public var lower: Double
        /// At most this, seconds.
        public var upper: Double
        /// So many of them.
        public var count: Int
    }

    /// From the class of the smallest value to that of the largest, those between them too.
    public let classes: [Class]
    /// How many values there are.
    public let total: Int

    /// The upper bounds of all classes: 1 µs to 100 s; what is longer is in the last.
    private static let bounds: [Double] =
        (-6...1).flatMap { power in
            [1.0, 2, 5].map { digit in digit * Self.tenTo(power) }
        } + [100]

    private static func tenTo(_ power: Int) -> Double {
        (0..<abs(power)).reduce(1.0) { value, _ in power < 0 ? value / 10 : value * 10 }
    }

    /// Counts values in seconds; what is no number, or less than 0, is left out.
    public init(of values: some Sequence<Double>) {
        var counts = [Int](repeating: 0, count: Self.bounds.count)
        for value in values where value.isFinite && value >= 0 {
            // Bounds are not exact in binary: a value that is its bound shall be below it.
            counts[Self.bounds.firstIndex { value <= $0 * (1 + 1e-9) } ?? counts.count - 1] += 1
        }
        total = counts.reduce(0, +)
        guard let first = counts.firstIndex(where: { $0 > 0 }), let last = counts.lastIndex(where: { $0 > 0 }) else {
            classes = []
            return
        }
        classes = (first...last).map { index in
            Class(lower: index > 0 ? Self.bounds[index - 1] : 0, upper: Self.bounds[index], count: counts[index])
        }
    }
}

/// How long steps take, as far as a picture tells.
public enum StepTimes {
    /// Of each task whose steps are counted, and not sampled: its busy time by its steps, seconds.
    public static func ofTasks(in picture: Picture) -> [Double] {
        picture.tasks.values.compactMap { task in
            guard let effort = task.effort, !effort.isSampled, let steps = effort.steps, steps > 0,
                let busy = effort.busy
            else { return nil }
            return busy / Double(steps)
        }
    }

    /// Of each second of the past: how long the loop was busy by the callbacks that it ran, seconds.
    public static func ofSeconds(in history: [HistorySample]) -> [Double] {
        history.compactMap { sample in
            guard let busy = sample.busy, let callbacks = sample.callbacks ?? sample.steps, callbacks >= 1 else {
                return nil
            }
            return busy / callbacks
        }
    }
}
