import Model

/// Who waits for whom, for the task that is looked at.
struct WhyState: Sendable {
    private(set) var graph = WaitGraph(Picture())
    private var revision: Int?
    private var made = -Double.infinity

    /// Of more tasks than this it is the graph of the last look for findings, which is made away from the screen: a key
    /// never waits for it.
    private static let many = 1000

    /// Looks at a picture where that would tell something new; a circle is believed only after a while, so time is new too.
    mutating func refresh(from picture: Picture) {
        guard picture.tasks.count <= Self.many else { return }
        let isOld = picture.now >= made + 1 || picture.now < made
        guard isOld || picture.revision != revision else { return }
        graph = WaitGraph(picture)
        revision = picture.revision
        made = picture.now
    }

    /// Takes over what a look for findings has made.
    mutating func receive(_ graph: WaitGraph, now: Double) {
        guard graph.taskCount > Self.many else { return }
        self.graph = graph
        revision = nil
        made = now
    }

    /// Another instance of the service, or another worker: ids mean other tasks now.
    mutating func forget() {
        self = WhyState()
    }
}
