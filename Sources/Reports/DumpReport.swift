public import JSON
public import Model

/// `looptop dump`: everything that is known of a service now, to be looked at later or sent to somebody.
public struct DumpReport: Sendable {
    private let picture: Picture
    private let board: FindingsBoard

    /// Makes the report of a picture and of what was found in it.
    public init(_ picture: Picture, board: FindingsBoard) {
        self.picture = picture
        self.board = board
    }

    /// The documents of the commands, each below the command's name.
    public var json: JSONValue {
        TaskJSON.document(
            picture,
            [
                ("time", .double(picture.now)),
                ("overview", OverviewReport(picture, board: board).json),
                ("findings", FindingsReport(picture, board: board).json),
                ("ps", PSReport(picture).json),
                ("waits", WaitsReport(picture).json),
                ("slow", SlowCallbacksReport(picture).json),
                ("requests", RequestsReport(picture).json),
                ("events", .array(events)),
            ])
    }

    /// Oldest first.
    private var events: [JSONValue] {
        picture.log.entries.map { LogLine($0, of: picture.service, workers: picture.workers).json }
    }
}
