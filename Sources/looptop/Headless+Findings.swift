import Attach
import Dashboard
import Model

extension Headless {
    /// Watches services for a while, for some verdicts need two looks, and prints what is found: once at the end, or every
    /// second.
    ///
    /// - Parameters:
    ///   - isWatching: it goes on until the time is up, where one is given, else for as long as one of them is there.
    ///   - duration: how long to watch.
    /// - Returns: the last picture, and what was found until then.
    @discardableResult
    static func findings(
        _ subject: Subject, topics: [String], isWatching: Bool, for duration: Duration,
        _ print: @escaping (Picture, FindingsBoard) -> Void
    ) async throws(AttachError) -> (Picture, FindingsBoard) {
        let settings = try ConfigurationFile.load()
        var board = FindingsBoard()
        board.thresholds = settings.thresholds
        board.marks = settings.longRunning
        var due = ContinuousClock.now
        let picture = try await follow(subject, topics: topics, for: isWatching ? nil : duration) { picture in
            guard picture.connection == .live, due <= .now else { return }
            due = .now + .seconds(1)
            board.look(at: picture)
            if isWatching { print(picture, board) }
        }
        if !isWatching {
            board.look(at: picture)
            print(picture, board)
        }
        return (picture, board)
    }
}
