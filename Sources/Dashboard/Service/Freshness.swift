import Model

/// Whether what was worked out from a picture is to be worked out anew: where something has changed, and of very many
/// tasks a few times a second at most.
struct Freshness: Sendable {
    private var revision: Int?
    private var made = 0.0

    /// From so many tasks on there is a pause.
    static let many = 3000
    /// Its length, seconds of the service's clock.
    static let pause = 0.25

    /// True where it is; whoever asks does it then.
    mutating func isDue(_ picture: Picture) -> Bool {
        guard picture.revision != revision else { return false }
        let isSoon = picture.now >= made && picture.now < made + Self.pause
        guard revision == nil || picture.tasks.count < Self.many || !isSoon else { return false }
        revision = picture.revision
        made = picture.now
        return true
    }
}
