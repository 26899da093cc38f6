/// A request that a server works on.
public struct RequestRecord: Hashable, Sendable, Identifiable {
    /// The agent's number for it.
    public var id: Int
    /// The task that handles it.
    public var task: TaskID?
    /// `uvicorn`, `aiohttp.web`, ...
    public var server: String
    /// `GET`, `WEBSOCKET`, ...
    public var method: String
    /// The path, without its query.
    public var target: String
    /// The pattern that it was routed by: `/orders/{id}`.
    public var route: String?
    /// Who asks: `127.0.0.1:53122`.
    public var peer: String?
    /// When it began, Unix seconds.
    public var started: Double
    /// When it ended, Unix seconds; nil while it is in flight.
    public var ended: Double?
    /// The status of the answer, where it is known.
    public var status: Int?

    /// Makes a request; what is left out is unknown.
    public init(
        id: Int, task: TaskID? = nil, server: String, method: String, target: String, route: String? = nil,
        peer: String? = nil, started: Double, ended: Double? = nil, status: Int? = nil
    ) {
        self.id = id
        self.task = task
        self.server = server
        self.method = method
        self.target = target
        self.route = route
        self.peer = peer
        self.started = started
        self.ended = ended
        self.status = status
    }
}

/// The end of a request.
public struct RequestEnd: Hashable, Sendable {
    /// The request.
    public var id: Int
    /// Unix seconds.
    public var ended: Double
    /// The status of the answer, where it is known.
    public var status: Int?

    /// Makes an end.
    public init(id: Int, ended: Double, status: Int? = nil) {
        self.id = id
        self.ended = ended
        self.status = status
    }
}
