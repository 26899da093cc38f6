import Model

/// Which lives of processes are on screen: numbers mean something else in every other one, and what a person wants is for these.
public struct ShownLives: Hashable, Sendable {
    /// The instance of the one service; nil where it does not say.
    public let service: String?
    /// The instance of each worker of an application, by the pid under which this side knows it.
    public let workers: [Int: String]
}

extension Dashboard {
    /// Those of the picture that is shown: a held one may be of processes that are gone.
    public var shownLives: ShownLives {
        ShownLives(service: picture.service?.instance, workers: workers.instances)
    }
}
