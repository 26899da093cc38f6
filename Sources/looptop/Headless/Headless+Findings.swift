import Attach
import Model

extension Headless {
    /// Watches services for a while, for some verdicts need two looks, and prints what is found: once at the end, or every
    /// second.
    ///
    /// - Parameters:
    ///   - isWatching: it goes on until the time is up, where one is given, else for as long as one of them is there.
    ///   - duration: how long to watch.
    ///   - limit: how long to watch where that was too short to tell; nil where it is always enough.
    ///   - isEnough: whether what was found after `duration` tells.
    /// - Returns: the last picture, and what was found until then.
    @discardableResult
    static func findings(
        _ subject: Subject, topics: Topics, isWatching: Bool, for duration: Duration, atMost limit: Duration? = nil,
        isEnough: (Picture, FindingsBoard) -> Bool = { _, _ in true },
        _ print: @escaping (Picture, FindingsBoard) -> Void
    ) async throws(AttachError) -> (Picture, FindingsBoard) {
        var board = try ConfigurationFile.board()
        var due = ContinuousClock.now
        var end: ContinuousClock.Instant?
        var hasSaid = false
        func isOver(_ picture: Picture) -> Bool {
            guard !isWatching, let limit, let enough = end, enough <= .now else { return false }
            if isEnough(picture, board) { return true }
            if !hasSaid {
                hasSaid = true
                Output.note("it is too early to tell: watching on, for \(limit.components.seconds)s at most")
            }
            return false
        }
        let time = isWatching ? nil : limit ?? duration
        let picture: Picture
        do {
            picture = try await follow(subject, topics: topics, for: time, until: isOver) { picture in
                guard picture.connection == .live, due <= .now else { return }
                end = end ?? .now + duration
                due = .now + .seconds(1)
                // What decides whether it is enough is not older than that.
                if let end, end > .now { due = min(due, end) }
                board.look(at: picture)
                if isWatching { print(picture, board) }
            }
        } catch {
            throw isWatching ? error : error.beforeWords
        }
        if !isWatching {
            board.look(at: picture)
            print(picture, board)
            noteHolder(of: subject, in: picture)
        }
        return (picture, board)
    }
}
