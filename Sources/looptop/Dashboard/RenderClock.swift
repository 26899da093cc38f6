import Glibc

/// Decides when to draw: soon after something changed, at most 60 times a second, and once a second where only the
/// time goes by.
struct RenderClock {
    private var lastDrawn: ContinuousClock.Instant?
    private(set) var isDirty = true

    /// The shortest time between two pictures.
    static let shortest = Duration.milliseconds(16)
    /// How often durations that tick are drawn anew.
    static let tick = Duration.seconds(1)

    /// Something changed.
    mutating func invalidate() {
        isDirty = true
    }

    /// A picture has been drawn.
    mutating func drawn(at now: ContinuousClock.Instant) {
        lastDrawn = now
        isDirty = false
    }

    /// When to draw next.
    func next(after now: ContinuousClock.Instant) -> ContinuousClock.Instant {
        guard let lastDrawn else { return now }
        return max(now, lastDrawn + (isDirty ? Self.shortest : Self.tick))
    }
}

/// The service's clock between two messages of it: Unix seconds, carried on by our own monotonic clock.
struct ServiceClock {
    private var reference: (service: Double, own: ContinuousClock.Instant)?

    /// Takes in what the service's clock said in its newest message.
    mutating func set(_ time: Double, at now: ContinuousClock.Instant) {
        guard time > (reference?.service ?? 0) else { return }
        reference = (time, now)
    }

    /// What it says now; 0 before the first message.
    func time(at now: ContinuousClock.Instant) -> Double {
        guard let reference else { return 0 }
        return reference.service + (now - reference.own) / .seconds(1)
    }
}
