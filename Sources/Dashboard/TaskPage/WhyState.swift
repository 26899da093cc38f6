import Model

/// Who waits for whom, for the task that is looked at.
struct WhyState: Sendable {
    private(set) var graph = WaitGraph(Picture())
    private var revision: Int?
    private var made = -Double.infinity

    /// Of more tasks than this it is made anew once a second at most.
    private static let many = 5000

    /// Looks at a picture where that would tell something new; a circle is believed only after a while, so time is new too.
    mutating func refresh(from picture: Picture) {
        let isOld = picture.now >= made + 1 || picture.now < made
        guard isOld || picture.revision != revision && picture.tasks.count <= Self.many else { return }
        graph = WaitGraph(picture)
        revision = picture.revision
        made = picture.now
    }

    /// Another instance of the service, or another worker: ids mean other tasks now.
    mutating func forget() {
        self = WhyState()
    }
}
