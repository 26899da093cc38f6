extension Int {
    /// The integer next to a number, nearer to zero where it lies between two; the largest that there is for one beyond,
    /// and 0 for what is no number. Numbers come from services, and a plain conversion ends the program.
    public init(saturating value: Double) {
        self = Int(exactly: value.rounded(.towardZero)) ?? (value.isNaN ? 0 : value < 0 ? .min : .max)
    }
}

extension Sequence {
    /// The sum of what a service has told of each, the largest integer at most.
    public func total(_ value: (Element) -> Int) -> Int {
        reduce(0) { sum, element in
            let more = value(element)
            let (result, isBeyond) = sum.addingReportingOverflow(more)
            return isBeyond ? (more < 0 ? .min : .max) : result
        }
    }
}
